/** Where read models stand; plain data, so that a thread can be told. */
export type ModelsAddress =
  | { readonly kind: 'sqlite'; /** Folder of the versions. */ readonly dir: string }
  | { readonly kind: 'postgres'; readonly url: string };
