export { ublXml } from './ubl-file.js';
