import type { Refusal } from '#domain/decision';

/** Told while something is copied; `done` of `total` are events, keys or files. */
export interface Progress {
  readonly step: 'comparing' | 'copying' | 'verifying';
  readonly done: number;
  readonly total: number;
}

/** What a copy came to. Interrupted: everything below `next` stands in the target, and the same command goes on there. */
export type CopyOutcome<Copied> =
  | { readonly kind: 'copied'; readonly copied: Copied }
  | { readonly kind: 'interrupted'; readonly next: number; readonly total: number }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** Ends a copy from within with a refusal that its caller turns into the outcome. */
export class CopyRefused extends Error {
  constructor(readonly refusal: Refusal) {
    super(`${refusal.code}: ${refusal.remedy}`);
    this.name = 'CopyRefused';
  }
}

export const copyRefused = (code: string, field: string, remedy: string): CopyRefused =>
  new CopyRefused({ code, field, remedy });
