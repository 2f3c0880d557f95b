export { ciiXml } from './cii-file.js';
