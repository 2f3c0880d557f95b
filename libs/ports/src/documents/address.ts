/** Where files of documents are kept; plain data, so that a thread can be told. */
export type DocumentsAddress =
  { readonly kind: 'folder'; readonly path: string } | { readonly kind: 'postgres'; readonly url: string };
