import { exhausted } from '#domain/decision';
import type { HeaterFacts, Placement } from './facts.js';
import { insertDated } from './dated.js';
import type { HeaterFact, MeteringFact } from './fact-event.js';

export const NO_HEATER_FACTS: HeaterFacts = Object.freeze({
  commissioned: null,
  plain: false,
  epochs: [],
  placements: [],
  opened: [],
  modes: [],
  corrections: [],
  estimates: [],
  setAside: [],
  declaredEnds: [],
});

const placed = (facts: HeaterFacts, placement: Placement): HeaterFacts => ({
  ...facts,
  placements: [...facts.placements, placement],
});

export function foldHeater(facts: HeaterFacts, event: HeaterFact): HeaterFacts {
  switch (event.type) {
    case 'HeaterCommissioned':
      return { ...facts, commissioned: event.data };
    case 'HeaterEpochOpened': {
      const { epoch, publicKey } = event.data;
      return { ...facts, epochs: [...facts.epochs, { epoch, publicKey }] };
    }
    case 'HeaterDeclaredPlain':
      return { ...facts, plain: true };
    case 'HeaterDeclaredHousehold':
      return { ...facts, plain: false };
    case 'HeaterInstalled':
    case 'HeaterMoved': {
      const { at, site, supplyPoint, dwelling } = event.data;
      return placed(facts, { from: at, site, supplyPoint, dwelling });
    }
    case 'HeaterRemoved':
      return placed(facts, { from: event.data.at, site: null, supplyPoint: null, dwelling: null });
    case 'HeaterOpened':
      return { ...facts, opened: [...facts.opened, { from: event.data.at, to: null }] };
    case 'HeaterReset':
      return {
        ...facts,
        opened: facts.opened.map((span) => (span.to === null ? { ...span, to: event.data.at } : span)),
      };
    case 'HeaterModeSet': {
      const { at: from, mode } = event.data;
      return { ...facts, modes: insertDated(facts.modes, { from, mode }) };
    }
    case 'HeaterMeterExchanged':
      // The registers of an exchange are a knot that the fold of telemetry keeps.
      return facts;
    default:
      return exhausted(event);
  }
}

/** Decisions about measured energy; what they change is applied as overlays, in log order. */
export function foldMetering(facts: HeaterFacts, event: MeteringFact): HeaterFacts {
  switch (event.type) {
    case 'EnergyCorrected':
      return { ...facts, corrections: [...facts.corrections, event.data] };
    case 'EstimateAccepted':
      return { ...facts, estimates: [...facts.estimates, event.data] };
    case 'SpanSetAside':
      return { ...facts, setAside: [...facts.setAside, event.data] };
    case 'AttemptEndDeclared':
      return { ...facts, declaredEnds: [...facts.declaredEnds, event.data] };
    case 'UploadRefused':
    case 'HeldSpanReleased':
    case 'HeldSpanDiscarded':
      // Held spans belong to the fold of telemetry, which made them.
      return facts;
    default:
      return exhausted(event);
  }
}
