import type { Decision } from './decision.js';
import { invariant } from './invariant.js';

/**
 * What decides over one stream. `decide` says which events follow from a command, or why none may;
 * `evolve` says what is so after an event. Neither reads a clock or any other stream: what a command
 * needs to know of them (and the time it is) comes in as `context`.
 */
export interface Decider<Command, State, Event, Context = undefined> {
  readonly initialState: State;
  decide(command: Command, state: State, context: Context): Decision<Event>;
  evolve(state: State, event: Event): State;
}

/** The state after these events of one stream. */
export const stateAfter = <State, Event>(
  decider: { readonly initialState: State; evolve(state: State, event: Event): State },
  events: Iterable<Event>,
): State => {
  let state = decider.initialState;
  for (const event of events) state = decider.evolve(state, event);
  return state;
};

/** What a command says, without its name: mostly the data of the event that it asks for. */
export function payloadOf<Command extends { readonly type: string }>(
  command: Command,
): Omit<Command, 'type'> {
  const { type, ...payload } = command;
  invariant(type.length > 0, 'a command without a name');
  return payload;
}
