import { accept, firstRefused, isSame, refuseIf, type Decider } from '#domain/decision';
import type { SeriesOpened } from '#events';

/** `kind` names the stream: `invoices-<series>`, `statements-<owner>` (the series is the owner's id) or `repayments-<series>`. */
export type SeriesCommand = {
  readonly type: 'OpenSeries';
  readonly kind: 'invoices' | 'statements' | 'repayments';
} & SeriesOpened['data'];

export interface SeriesContext {
  /** Whether there is an owner of this id; `statements` are in an owner's name. */
  readonly ownerKnown: boolean;
  /** Prefixes of all other series: those that are open, and those by which they would open by themselves. */
  readonly otherPrefixes: readonly string[];
}

export interface SeriesState {
  readonly opened: SeriesOpened['data'] | null;
  /** Documents issued in it. */
  readonly issued: number;
}

/** A document number has at most 35 characters (EN 16931 leaves it open, Factur-X and FEC readers do not). */
export const NUMBER_LENGTH_MAX = 35;
const PREFIX_LENGTH_MAX = 20;
const DIGITS_MAX = NUMBER_LENGTH_MAX - PREFIX_LENGTH_MAX;

/** Whether two series may come to the same number: one prefix is the other, or the other and digits. */
export function prefixesClash(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return long.startsWith(short) && /^\d*$/.test(long.slice(short.length));
}

/** Stream of a series: `SeriesOpened` at revision 0, then issued documents and nothing else. */
export const series: Decider<
  SeriesCommand,
  SeriesState,
  { readonly type: string; readonly data: unknown },
  SeriesContext
> = {
  initialState: { opened: null, issued: 0 },

  decide(command, state, { ownerKnown, otherPrefixes }) {
    const { kind, series: name, prefix, first } = command;
    const data = { series: name, prefix, first };
    const taken = otherPrefixes.find((other) => prefixesClash(other, prefix));
    const refused = firstRefused(
      refuseIf(
        data.prefix.length > PREFIX_LENGTH_MAX,
        'SERIES_PREFIX_TOO_LONG',
        'prefix',
        `Give at most ${PREFIX_LENGTH_MAX} characters: a number has at most ${NUMBER_LENGTH_MAX}.`,
      ),
      refuseIf(
        !/^[A-Z0-9+_/-]*$/.test(data.prefix),
        'SERIES_PREFIX_INVALID',
        'prefix',
        'Give capitals, digits, + _ / - only.',
      ),
      refuseIf(
        data.first < 1 || String(data.first).length >= DIGITS_MAX,
        'SERIES_FIRST_OUT_OF_RANGE',
        'first',
        'Give a first number from 1 on, with room above it.',
      ),
      refuseIf(
        kind === 'statements' && !ownerKnown,
        'OWNER_UNKNOWN',
        'series',
        'A series of statements bears the id of its owner; register that owner first.',
      ),
      refuseIf(
        state.opened !== null && !isSame(state.opened, data),
        'SERIES_OPENED',
        'series',
        'This series is open with another prefix or first number; open a new one under another name.',
      ),
      // CGI ann. II art. 242 nonies A: a number is unique. The letters of a prefix are what tells two series apart.
      refuseIf(
        state.opened === null && taken !== undefined,
        'PREFIX_TAKEN',
        'prefix',
        `Numbers of another series begin with "${taken}": give a prefix that is not that one, with or without digits after it.`,
      ),
    );
    if (refused !== null) return refused;
    return state.opened === null ? accept({ type: 'SeriesOpened', data }) : accept();
  },

  evolve(state, event) {
    return event.type === 'SeriesOpened'
      ? { ...state, opened: event.data as SeriesOpened['data'] }
      : { ...state, issued: state.issued + 1 };
  },
};
