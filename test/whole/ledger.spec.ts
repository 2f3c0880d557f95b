import { specsOf } from './specs-of.js';

await specsOf('ledger');
