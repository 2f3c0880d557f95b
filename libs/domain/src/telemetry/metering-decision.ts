import { exhausted } from '#domain/decision';
import type {
  AttemptEndDeclared,
  EnergyCorrected,
  EstimateAccepted,
  HeldSpanDiscarded,
  HeldSpanReleased,
  SpanSetAside,
  UploadRefused,
} from '#events';

export type MeteringCommand =
  | ({ readonly type: 'ReleaseHeldSpan' } & HeldSpanReleased['data'])
  | ({ readonly type: 'DiscardHeldSpan' } & HeldSpanDiscarded['data'])
  | ({ readonly type: 'CorrectEnergy' } & EnergyCorrected['data'])
  | ({ readonly type: 'AcceptEstimate' } & EstimateAccepted['data'])
  | ({ readonly type: 'SetSpanAside' } & SpanSetAside['data'])
  | ({ readonly type: 'DeclareAttemptEnd' } & AttemptEndDeclared['data']);
export type MeteringEvent =
  | UploadRefused
  | HeldSpanReleased
  | HeldSpanDiscarded
  | EnergyCorrected
  | EstimateAccepted
  | SpanSetAside
  | AttemptEndDeclared;

/** A span that the fold held, and whether somebody decided. */
export interface HeldSpanPlace {
  readonly from: number;
  readonly to: number;
  readonly status: 'held' | 'released' | 'discarded';
}

export interface MeteringContext {
  readonly now: number;
  /** Rated power of the heater, main and auxiliary together (W); null where it was never commissioned. */
  readonly ratedW: number | null;
  /** How much more than rated power a heater may draw before a span is held, by the recorded rules (‰). */
  readonly powerTolerancePermille: number;
  /** First installation ever (ms UTC); null before it. */
  readonly installedSince: number | null;
  /** Spans that the fold held, as far as it came; null where nobody can tell. */
  readonly held: readonly HeldSpanPlace[] | null;
}

export interface MeteringState {
  /** Key `from/to`. */
  readonly decided: ReadonlyMap<string, 'released' | 'discarded'>;
  /** By id. */
  readonly corrections: ReadonlyMap<string, EnergyCorrected['data']>;
  readonly estimates: readonly EstimateAccepted['data'][];
  readonly setAside: readonly SpanSetAside['data'][];
  /** Key `job/attempt`. */
  readonly ends: ReadonlyMap<string, AttemptEndDeclared['data']>;
}

export const initialMetering: MeteringState = {
  decided: new Map(),
  corrections: new Map(),
  estimates: [],
  setAside: [],
  ends: new Map(),
};

export const spanKey = (span: { readonly from: number; readonly to: number }): string =>
  `${span.from}/${span.to}`;
export const attemptKey = (end: { readonly job: string; readonly attempt: number }): string =>
  `${end.attempt}/${end.job}`;

export function evolveMetering(state: MeteringState, event: MeteringEvent): MeteringState {
  switch (event.type) {
    case 'UploadRefused':
      return state;
    case 'HeldSpanReleased':
      return { ...state, decided: new Map(state.decided).set(spanKey(event.data), 'released') };
    case 'HeldSpanDiscarded':
      return { ...state, decided: new Map(state.decided).set(spanKey(event.data), 'discarded') };
    case 'EnergyCorrected': {
      const corrections = new Map(state.corrections).set(event.data.correction, event.data);
      return { ...state, corrections };
    }
    case 'EstimateAccepted':
      return { ...state, estimates: [...state.estimates, event.data] };
    case 'SpanSetAside':
      return { ...state, setAside: [...state.setAside, event.data] };
    case 'AttemptEndDeclared':
      return { ...state, ends: new Map(state.ends).set(attemptKey(event.data), event.data) };
    default:
      return exhausted(event);
  }
}
