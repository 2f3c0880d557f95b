import { exhausted, invariant } from '#domain/decision';
import type { Client, RegisterClient } from '#domain/parties';
import type {
  ClientRegistered,
  ContractEnded,
  ContractSigned,
  GrantGiven,
  PriceRevisionNotified,
} from '#events';
import type { ComputeUnit } from './compute-price.js';
import type { EndContract } from './end-contract.js';
import type { NotifyPriceRevision } from './notify-price-revision.js';
import type { GrantPromise } from './research-budget.js';

export type ClientCommand =
  | RegisterClient
  | ({ readonly type: 'SignContract' } & ContractSigned['data'])
  | ({ readonly type: 'GiveGrant' } & GrantGiven['data'])
  | EndContract
  | NotifyPriceRevision;
export type ClientEvent =
  ClientRegistered | ContractSigned | GrantGiven | ContractEnded | PriceRevisionNotified;

export interface ClientContext {
  /** Price list that the command names. */
  readonly priceList: {
    readonly kind: 'electricity' | 'compute';
    readonly firstDay: string;
    /** Of a list of computing. */
    readonly unit: ComputeUnit | null;
  } | null;
  /** Client that has the contract of this id, if any: ids are unique over all clients. */
  readonly contractOf: string | null;
  /** What may be promised to research (null: no budget is set), and what is. */
  readonly research: {
    readonly budgetCoreHours: number | null;
    readonly grants: readonly GrantPromise[];
  };
}

export interface Contract {
  readonly terms: ContractSigned['data'] | GrantGiven['data'];
  /** Last day, as agreed or as ended since; null where it goes on, or renews itself. */
  readonly to: string | null;
  readonly notices: readonly PriceRevisionNotified['data'][];
}

export interface ClientState {
  readonly registered: Client | null;
  /** Contracts and grants by id. */
  readonly contracts: ReadonlyMap<string, Contract>;
}

export const initialClient: ClientState = { registered: null, contracts: new Map() };

export function evolveClient(state: ClientState, event: ClientEvent): ClientState {
  const withContract = (id: string, contract: Contract): ClientState => ({
    ...state,
    contracts: new Map(state.contracts).set(id, contract),
  });
  switch (event.type) {
    case 'ClientRegistered':
      return { ...state, registered: event.data };
    case 'ContractSigned':
      return withContract(event.data.contract, {
        terms: event.data,
        to: event.data.renewalMonths === null ? event.data.to : null,
        notices: [],
      });
    case 'GrantGiven':
      return withContract(event.data.contract, { terms: event.data, to: event.data.to, notices: [] });
    case 'ContractEnded': {
      const { contract, on } = event.data;
      const known = state.contracts.get(contract);
      invariant(known !== undefined, `contract ${contract} ended, but was never signed`);
      return withContract(contract, { ...known, to: on });
    }
    case 'PriceRevisionNotified': {
      const known = state.contracts.get(event.data.contract);
      invariant(known !== undefined, `notice for contract ${event.data.contract}, which was never signed`);
      return withContract(event.data.contract, { ...known, notices: [...known.notices, event.data] });
    }
    default:
      return exhausted(event);
  }
}
