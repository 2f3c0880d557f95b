/** Where a log stands; plain data, so that a thread can be told. */
export type LogAddress =
  | { readonly kind: 'sqlite'; readonly path: string }
  | {
      readonly kind: 'kurrentdb';
      /** `esdb://` or `esdb+discover://` connection string; it may hold a password and is never logged. */
      readonly url: string;
      readonly marks: MarksAddress;
    };

/** Where pairs of (store position, index) are kept, from which an adapter goes on counting. */
export type MarksAddress =
  { readonly kind: 'sqlite'; readonly path: string } | { readonly kind: 'postgres'; readonly url: string };
