export * from './folder-documents.js';
