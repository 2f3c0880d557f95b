export * from './port.js';
export * from './address.js';
export * from './refused.js';
export type DocumentsAddress =
  { readonly kind: 'folder'; readonly path: string } | { readonly kind: 'postgres'; readonly url: string };
