export { documentJson, proofJson } from './json-file.js';
