import { exhausted } from '#domain/decision';
import type {
  NoRechargeUndertaken,
  OwnerRegistered,
  SelfBillingMandateEnded,
  SelfBillingMandateGiven,
} from '#events';

export type OwnerCommand =
  | ({ readonly type: 'RegisterOwner' } & OwnerRegistered['data'])
  | ({ readonly type: 'GiveSelfBillingMandate' } & SelfBillingMandateGiven['data'])
  | ({ readonly type: 'EndSelfBillingMandate' } & SelfBillingMandateEnded['data'])
  | ({ readonly type: 'UndertakeNoRecharge' } & NoRechargeUndertaken['data']);
export type OwnerEvent =
  OwnerRegistered | SelfBillingMandateGiven | SelfBillingMandateEnded | NoRechargeUndertaken;

export interface OwnerContext {
  /** Whether the site of an undertaking is registered. */
  readonly siteKnown: boolean;
}

export interface Mandate {
  readonly mandate: string;
  readonly from: string;
  /** Last day, as agreed or as ended since. */
  readonly to: string | null;
}

export interface OwnerState {
  readonly registered: OwnerRegistered['data'] | null;
  readonly mandates: readonly Mandate[];
  readonly undertakings: readonly NoRechargeUndertaken['data'][];
}

export const initialOwner: OwnerState = { registered: null, mandates: [], undertakings: [] };

export function evolveOwner(state: OwnerState, event: OwnerEvent): OwnerState {
  switch (event.type) {
    case 'OwnerRegistered':
      return { ...state, registered: event.data };
    case 'SelfBillingMandateGiven': {
      const { mandate, from, to } = event.data;
      return { ...state, mandates: [...state.mandates, { mandate, from, to }] };
    }
    case 'SelfBillingMandateEnded': {
      const { mandate, on } = event.data;
      return {
        ...state,
        mandates: state.mandates.map((given) => (given.mandate === mandate ? { ...given, to: on } : given)),
      };
    }
    case 'NoRechargeUndertaken': {
      const { site, from } = event.data;
      const others = state.undertakings.filter((other) => other.site !== site || other.from !== from);
      return { ...state, undertakings: [...others, event.data] };
    }
    default:
      return exhausted(event);
  }
}
