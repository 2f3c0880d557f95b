export * from './beancount.js';
