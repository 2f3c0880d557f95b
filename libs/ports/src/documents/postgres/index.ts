export * from './postgres-documents.js';
