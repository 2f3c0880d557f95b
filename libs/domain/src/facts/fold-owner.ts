import { exhausted, invariant } from '#domain/decision';
import type { OwnerFacts } from './facts.js';
import type { OwnerFact } from './fact-event.js';
import { insertDated } from './dated.js';

export function foldOwner(facts: OwnerFacts | undefined, event: OwnerFact): OwnerFacts {
  if (event.type === 'OwnerRegistered') {
    return { mandates: [], undertakings: [], ...facts, registered: event.data };
  }
  invariant(facts !== undefined, `${event.type} for ${event.data.owner}, who was never registered`);
  switch (event.type) {
    case 'SelfBillingMandateGiven': {
      const { mandate, from, to } = event.data;
      const given = { mandate, from, to };
      return {
        ...facts,
        mandates: insertDated(facts.mandates, given, (other) => other.mandate === mandate),
      };
    }
    case 'SelfBillingMandateEnded': {
      const { mandate, on } = event.data;
      return {
        ...facts,
        mandates: facts.mandates.map((given) => (given.mandate === mandate ? { ...given, to: on } : given)),
      };
    }
    case 'NoRechargeUndertaken': {
      const { site, from } = event.data;
      return {
        ...facts,
        undertakings: insertDated(
          facts.undertakings,
          event.data,
          (other) => other.site === site && other.from === from,
        ),
      };
    }
    default:
      return exhausted(event);
  }
}
