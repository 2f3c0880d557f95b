/** Among whom leases are held: this process alone, or all processes of a database. */
export type LeasesAddress = { readonly kind: 'alone' } | { readonly kind: 'postgres'; readonly url: string };
