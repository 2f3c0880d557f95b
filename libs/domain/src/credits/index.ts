export * from './cancel-document.js';
export * from './commands.js';
export * from './correct-invoice.js';
export * from './credit-document.js';
export * from './credit-keys.js';
export { leftOf, placeOfCredited, validPaper, type Left, type Subject, type SubjectMoney } from './left.js';
export * from './papers.js';
export * from './planned-ids.js';
