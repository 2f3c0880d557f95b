import { exhausted, invariant } from '#domain/decision';
import type { Client, RegisterClient } from '#domain/parties';
import type { ClientRegistered, ContractEnded, ContractSigned, GrantGiven } from '#events';

export type ClientCommand =
  | RegisterClient
  | ({ readonly type: 'SignContract' } & ContractSigned['data'])
  | ({ readonly type: 'GiveGrant' } & GrantGiven['data'])
  | ({ readonly type: 'EndContract' } & ContractEnded['data']);
export type ClientEvent = ClientRegistered | ContractSigned | GrantGiven | ContractEnded;

export interface ClientContext {
  /** Price list that the command names. */
  readonly priceList: {
    readonly kind: 'electricity' | 'compute';
    readonly firstDay: string;
  } | null;
  /** Client that has the contract of this id, if any: ids are unique over all clients. */
  readonly contractOf: string | null;
}

export interface Contract {
  readonly terms: ContractSigned['data'] | GrantGiven['data'];
  /** Last day, as agreed or as ended since. */
  readonly to: string | null;
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
      return withContract(event.data.contract, { terms: event.data, to: null });
    case 'GrantGiven':
      return withContract(event.data.contract, { terms: event.data, to: event.data.to });
    case 'ContractEnded': {
      const { contract, on } = event.data;
      const known = state.contracts.get(contract);
      invariant(known !== undefined, `contract ${contract} ended, but was never signed`);
      return withContract(contract, { ...known, to: on });
    }
    default:
      return exhausted(event);
  }
}
