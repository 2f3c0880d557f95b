import { exhausted } from '#domain/decision';
import type {
  ResidentMovedIn,
  ResidentMovedOut,
  ResidentOptedIn,
  ResidentOptedOut,
  ResidentRegistered,
} from '#events';

export type ResidentCommand =
  | ({ readonly type: 'RegisterResident' } & ResidentRegistered['data'])
  /** `until`: last day, where it is past already: the move out is then recorded together with the move in. */
  | ({ readonly type: 'MoveResidentIn'; readonly until: string | null } & ResidentMovedIn['data'])
  | ({ readonly type: 'MoveResidentOut' } & ResidentMovedOut['data'])
  | ({ readonly type: 'OptResidentIn' } & ResidentOptedIn['data'])
  | ({ readonly type: 'OptResidentOut' } & ResidentOptedOut['data']);
export type ResidentEvent =
  ResidentRegistered | ResidentMovedIn | ResidentMovedOut | ResidentOptedIn | ResidentOptedOut;

/** Who lives or lived in a dwelling; days, both ends included. */
export interface OccupiedSpan {
  readonly resident: string;
  readonly from: string;
  readonly to: string | null;
}

export interface ResidentContext {
  /** Whether site and dwelling of a move in exist. */
  readonly dwellingKnown: boolean;
  /** Everyone recorded as living in the dwelling of a move in. */
  readonly occupants: readonly OccupiedSpan[];
}

export interface Residency {
  readonly site: string;
  readonly dwelling: string;
  readonly from: string;
  readonly to: string | null;
}

export interface ResidentState {
  readonly registered: ResidentRegistered['data'] | null;
  readonly residencies: readonly Residency[];
  /** Opt-ins and opt-outs in log order: for each day the last one that names it decides. */
  readonly choices: readonly {
    readonly optedIn: boolean;
    readonly from: string;
    readonly until: string | null;
  }[];
}

export const initialResident: ResidentState = { registered: null, residencies: [], choices: [] };

/** The residency that a move out of this dwelling on this day ends. */
export const residencyEndedBy = (
  residencies: readonly Residency[],
  dwelling: string,
  on: string,
): Residency | undefined =>
  residencies
    .filter((residency) => residency.dwelling === dwelling && residency.from <= on)
    .reduce<Residency | undefined>(
      (latest, residency) => (latest === undefined || residency.from > latest.from ? residency : latest),
      undefined,
    );

export function evolveResident(state: ResidentState, event: ResidentEvent): ResidentState {
  switch (event.type) {
    case 'ResidentRegistered':
      return { ...state, registered: event.data };
    case 'ResidentMovedIn': {
      const { site, dwelling, on } = event.data;
      return { ...state, residencies: [...state.residencies, { site, dwelling, from: on, to: null }] };
    }
    case 'ResidentMovedOut': {
      const { dwelling, on } = event.data;
      const ended = residencyEndedBy(state.residencies, dwelling, on);
      return {
        ...state,
        residencies: state.residencies.map((residency) =>
          residency === ended ? { ...residency, to: on } : residency,
        ),
      };
    }
    case 'ResidentOptedIn': {
      const { from, until } = event.data;
      return { ...state, choices: [...state.choices, { optedIn: true, from, until }] };
    }
    case 'ResidentOptedOut':
      return {
        ...state,
        choices: [...state.choices, { optedIn: false, from: event.data.from, until: null }],
      };
    default:
      return exhausted(event);
  }
}
