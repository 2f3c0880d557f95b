export { SHEET_ROWS_MAX, type Sheet, sheetOf } from './sheet.js';
export * from './xlsx.js';
