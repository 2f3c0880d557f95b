import { exhausted, invariant } from '#domain/decision';
import type { ContractEnded, ContractSigned, GrantGiven, PriceRevisionNotified } from '#events';
import type { ContractFacts } from './facts.js';

export function foldContract(
  facts: ContractFacts | undefined,
  event: ContractSigned | GrantGiven | ContractEnded | PriceRevisionNotified,
): ContractFacts {
  const { client, contract } = event.data;
  const later = { client, contract, endedOn: facts?.endedOn ?? null, notices: facts?.notices ?? [] };
  switch (event.type) {
    case 'ContractSigned':
      return { ...later, signed: event.data, grant: null };
    case 'GrantGiven':
      return { ...later, signed: null, grant: event.data };
    case 'ContractEnded':
      invariant(facts !== undefined, `contract ${contract} ended, but was never signed`);
      return { ...facts, endedOn: event.data.on };
    case 'PriceRevisionNotified':
      invariant(facts !== undefined, `notice for contract ${contract}, which was never signed`);
      return { ...facts, notices: [...facts.notices, event.data] };
    default:
      return exhausted(event);
  }
}
