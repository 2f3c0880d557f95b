export * from './canonical-text.js';
export * from './base64url.js';
