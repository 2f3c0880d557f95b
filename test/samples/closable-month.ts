import type { LocalDate } from '#domain/calendar';
import { encodeUpload, type DomainEvent } from '#events';
import type { FactEvent } from '#domain/facts';
import type { ProjectedLedger } from '../doubles/projected-ledger.js';
import {
  POINT_A,
  POINT_B,
  agreement,
  at,
  client,
  commissioned,
  contract,
  corrected,
  electricity,
  groundwork,
  heldByOccupant,
  heldByOwner,
  installed,
  movedIn,
  optedIn,
  owner,
  supplyPoint,
  tariff,
  undertaking,
} from './heated-block.js';

export const POINT_C = '14500000000003';

/** Both registers of a heater over a month, as corrected: the month is known without a reading. */
export const known = (heater: string, month: string, next: string, mainWh: number): FactEvent[] => [
  corrected(heater, at(`${month}-01`), at(`${next}-01`), mainWh),
  corrected(heater, at(`${month}-01`), at(`${next}-01`), 0, 'aux'),
];

/** Half an hour of 16 cores for a contract, completed. */
export function halfHourOfWork(
  heater: string,
  number: number,
  date: LocalDate,
  contract = 'lab-1',
): DomainEvent {
  const from = at(date, 600);
  const to = from + 1_800_000;
  const slice = { job: `j${number}`, attempt: 1, contract, plan: 'cpu', model: 'ryzen' };
  const work = { coreMs: 16 * 1_800_000, ghzMs: 48 * 1_800_000 };
  const { head, body } = encodeUpload({
    heater,
    epoch: 0,
    number,
    readings: { at: [from, to], mainWh: [0, 250], auxWh: [0, 0], mode: [0, 0], clock: [2, 2] },
    slices: [{ ...slice, from, to, ...work }],
    attemptEnds: [{ job: `j${number}`, attempt: 1, at: to, outcome: 'completed' }],
    salt: Buffer.alloc(16, number).toString('base64url'),
  });
  return { type: 'TelemetryRecorded', data: { head, signature: null, body } };
}

/** Readings of the main register alone: [instant, Wh]. */
export function read(heater: string, number: number, ...readings: readonly [number, number][]): DomainEvent {
  const { head, body } = encodeUpload({
    heater,
    epoch: 0,
    number,
    readings: {
      at: readings.map(([ms]) => ms),
      mainWh: readings.map(([, wh]) => wh),
      auxWh: readings.map(() => 0),
      mode: readings.map(() => 0),
      clock: readings.map(() => 2),
    },
    slices: [],
    attemptEnds: [],
    salt: Buffer.alloc(16, number).toString('base64url'),
  });
  return { type: 'TelemetryRecorded', data: { head, signature: null, body } };
}

/** Uploads of the heater are taken unsigned and kept plain. */
export const unsigned = (heater: string): FactEvent[] => [epoch(heater), plain(heater)];

const epoch = (heater: string): FactEvent => ({
  type: 'HeaterEpochOpened',
  data: { heater, epoch: 0, publicKey: null, reason: 'first board' },
});
const plain = (heater: string): FactEvent => ({
  type: 'HeaterDeclaredPlain',
  data: { heater, reason: 'a test' },
});

/**
 * August 2026: an owner repaid including tax, a resident repaid, an owner that deducts VAT and has given no mandate,
 * and a client with half an hour of 16 cores.
 */
export async function givenAugust(ledger: ProjectedLedger): Promise<void> {
  const person = await ledger.sealedPerson('person:r1', 'Ada Lenoir');
  await ledger.given(
    ...groundwork,
    electricity('base6', '2026-01-01', '0.1952'),
    owner('habitat'),
    undertaking('habitat'),
    heldByOwner(POINT_A, 'habitat'),
    agreement(POINT_A),
    { type: 'ResidentRegistered', data: { resident: 'r1', person, language: 'fr' } },
    movedIn('r1', 'a2'),
    optedIn('r1'),
    heldByOccupant(POINT_B),
    agreement(POINT_B),
    supplyPoint(POINT_C),
    tariff(POINT_C, 'base6'),
    owner('office', { name: 'Bureau SAS', kind: 'company', vat: 'deducts', vatNumber: 'FR03552081317' }),
    heldByOwner(POINT_C, 'office'),
    agreement(POINT_C),
    client('lab'),
    contract('lab', 'lab-1'),
    commissioned('h1'),
    epoch('h1'),
    plain('h1'),
    installed('h1', POINT_A, 'a1', at('2026-08-01')),
    commissioned('h2'),
    installed('h2', POINT_B, 'a2', at('2026-08-01')),
    commissioned('h3'),
    installed('h3', POINT_C, null, at('2026-08-01')),
    halfHourOfWork('h1', 0, '2026-08-10'),
    ...known('h1', '2026-08', '2026-09', 100_000),
    ...known('h2', '2026-08', '2026-09', 120_000),
    ...known('h3', '2026-08', '2026-09', 100_000),
  );
}
