import type { ProjectorStatus } from '../projector.js';

export type ProjectorOrder = 'rebuild' | 'close';

export type ProjectorNews =
  | { readonly kind: 'status'; readonly status: ProjectorStatus }
  | { readonly kind: 'started'; readonly error: string | null }
  | { readonly kind: 'rebuilt'; readonly error: string | null };

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
