/** A refusal is a value: a stable code, the field at fault and what to do about it. */
export interface Refusal {
  readonly code: string;
  readonly field: string;
  readonly remedy: string;
}

/** What a decider answers: the events that follow (perhaps none: it was so already), or why not. */
export type Decision<Event> = { readonly accepted: readonly Event[] } | { readonly refused: Refusal };

export const accept = <Event>(...accepted: Event[]): Decision<Event> => ({ accepted });

export const refuse = (code: string, field: string, remedy: string): { readonly refused: Refusal } => ({
  refused: { code, field, remedy },
});

export const isRefused = <Event>(decision: Decision<Event>): decision is { readonly refused: Refusal } =>
  'refused' in decision;
