import { specsOf } from './specs-of.js';

await specsOf('contracts');
