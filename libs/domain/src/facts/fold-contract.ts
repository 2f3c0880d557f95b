import { exhausted, invariant } from '#domain/decision';
import type { ContractEnded, ContractSigned, GrantGiven } from '#events';
import type { ContractFacts } from './facts.js';

export function foldContract(
  facts: ContractFacts | undefined,
  event: ContractSigned | GrantGiven | ContractEnded,
): ContractFacts {
  const { client, contract } = event.data;
  switch (event.type) {
    case 'ContractSigned':
      return { client, contract, signed: event.data, grant: null, endedOn: facts?.endedOn ?? null };
    case 'GrantGiven':
      return { client, contract, signed: null, grant: event.data, endedOn: facts?.endedOn ?? null };
    case 'ContractEnded':
      invariant(facts !== undefined, `contract ${contract} ended, but was never signed`);
      return { ...facts, endedOn: event.data.on };
    default:
      return exhausted(event);
  }
}
