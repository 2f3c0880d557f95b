/** Among whom locks are held: this process alone, or all processes of a database. */
export type LocksAddress = { readonly kind: 'alone' } | { readonly kind: 'postgres'; readonly url: string };
