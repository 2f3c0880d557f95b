import { exhausted, invariant } from '#domain/decision';
import type { Occupancy, ResidentFacts } from './facts.js';
import type { ResidentFact } from './fact-event.js';
import { insertDated } from './dated.js';
import { cutFrom, includeSpan } from './day-spans.js';

/** Opting in adds days, opting out takes away all days from its own on: the later one in the log decides. */
export function foldResident(facts: ResidentFacts | undefined, event: ResidentFact): ResidentFacts {
  if (event.type === 'ResidentRegistered') {
    return { residencies: [], optedIn: [], ...facts, registered: event.data };
  }
  invariant(facts !== undefined, `${event.type} for ${event.data.resident}, who was never registered`);
  switch (event.type) {
    case 'ResidentMovedIn': {
      const { site, dwelling, on } = event.data;
      return {
        ...facts,
        residencies: insertDated(facts.residencies, { site, dwelling, from: on, to: null }),
      };
    }
    case 'ResidentMovedOut': {
      const left = residencyLeft(facts.residencies, event.data.dwelling, event.data.on);
      return {
        ...facts,
        residencies: facts.residencies.map((r) => (r === left ? { ...r, to: event.data.on } : r)),
      };
    }
    case 'ResidentOptedIn':
      return {
        ...facts,
        optedIn: includeSpan(facts.optedIn, { from: event.data.from, to: event.data.until }),
      };
    case 'ResidentOptedOut':
      return { ...facts, optedIn: cutFrom(facts.optedIn, event.data.from) };
    default:
      return exhausted(event);
  }
}

type Residency = ResidentFacts['residencies'][number];

/** The residency that a move-out ends: the last one in this dwelling that began on or before the day. */
export function residencyLeft(residencies: readonly Residency[], dwelling: string, on: string): Residency {
  const left = residencies.findLast((r) => r.dwelling === dwelling && r.from <= on);
  invariant(left !== undefined, `a move out of ${dwelling} on ${on} without a move in before it`);
  return left;
}

/** The same residency, seen from the dwelling. */
export function foldOccupancies(
  occupancies: readonly Occupancy[],
  resident: string,
  residency: Residency,
): readonly Occupancy[] {
  const occupancy = { resident, from: residency.from, to: residency.to };
  return insertDated(
    occupancies,
    occupancy,
    (other) => other.resident === resident && other.from === residency.from,
  );
}
