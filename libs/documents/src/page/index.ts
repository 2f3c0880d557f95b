export { documentPdf } from './document-page.js';
export { proofPdf } from './proof-page.js';
