import { exhausted, invariant } from '#domain/decision';
import type { SupplyPointFacts } from './facts.js';
import type { SupplyPointFact } from './fact-event.js';
import { insertDated } from './dated.js';

const NO_TERMS = { holders: [], tariffs: [], agreements: [], options: [], windows: [] };

export function foldSupplyPoint(
  facts: SupplyPointFacts | undefined,
  event: SupplyPointFact,
): SupplyPointFacts {
  if (event.type === 'SupplyPointRegistered') {
    return { ...NO_TERMS, ...facts, registered: event.data };
  }
  invariant(facts !== undefined, `${event.type} for ${event.data.supplyPoint}, which was never registered`);
  switch (event.type) {
    case 'SupplyPointHolderSet':
      return { ...facts, holders: insertDated(facts.holders, event.data) };
    case 'SupplyPointTariffSet':
      return { ...facts, tariffs: insertDated(facts.tariffs, event.data) };
    case 'SupplyPointOptionSet':
      return { ...facts, options: insertDated(facts.options, event.data) };
    case 'OffPeakWindowsSet':
      return { ...facts, windows: insertDated(facts.windows, event.data) };
    case 'RepaymentAgreed': {
      const { agreement, from } = event.data;
      return {
        ...facts,
        agreements: insertDated(
          facts.agreements,
          event.data,
          (other) => other.agreement === agreement || other.from === from,
        ),
      };
    }
    default:
      return exhausted(event);
  }
}
