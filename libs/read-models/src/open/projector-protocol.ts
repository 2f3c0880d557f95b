import type { ProjectorStatus } from '../projector.js';

export type ProjectorOrder = 'rebuild' | 'close';

export type ProjectorNews =
  | { readonly kind: 'status'; readonly status: ProjectorStatus }
  | { readonly kind: 'fault'; readonly fault: string | null }
  | { readonly kind: 'started'; readonly fault: Fault | null }
  | { readonly kind: 'rebuilt'; readonly fault: Fault | null };

/** An error between threads; `code` of a refusal. */
export interface Fault {
  readonly message: string;
  readonly code: string | null;
}

export function faultOf(error: unknown): Fault {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return {
    message: error instanceof Error ? error.message : String(error),
    code: typeof code === 'string' ? code : null,
  };
}

export const errorOf = ({ message, code }: Fault): Error =>
  Object.assign(new Error(message), code === null ? {} : { code });
