export { usageCsv } from './usage-csv.js';
