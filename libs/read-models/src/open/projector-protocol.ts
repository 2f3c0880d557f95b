import type { ProjectorStatus } from '../projector.js';

export type ProjectorOrder = 'rebuild' | 'close';

export type ProjectorNews =
  | { readonly kind: 'status'; readonly status: ProjectorStatus }
  | { readonly kind: 'fault'; readonly fault: string | null }
  | { readonly kind: 'started'; readonly fault: Fault | null }
  | { readonly kind: 'rebuilt'; readonly fault: Fault | null };

/** An error between threads; `name` and `code` of a refusal. */
export interface Fault {
  readonly name: string;
  readonly message: string;
  readonly code: string | null;
}

export function faultOf(error: unknown): Fault {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return {
    name: error instanceof Error ? error.name : 'Error',
    message: error instanceof Error ? error.message : String(error),
    code: typeof code === 'string' ? code : null,
  };
}

export const errorOf = ({ name, message, code }: Fault): Error =>
  Object.assign(new Error(message), { name }, code === null ? {} : { code });
