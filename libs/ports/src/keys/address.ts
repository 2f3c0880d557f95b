/** Where keys are kept; plain data, so that a thread can be told. */
export type KeysAddress =
  { readonly kind: 'file'; readonly path: string } | { readonly kind: 'postgres'; readonly url: string };
