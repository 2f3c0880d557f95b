import { Xoshiro } from '../random/xoshiro.js';
import { BLOCK, dwellingId, occupantHolds } from './block.js';
import { command, type DatedCommand, type DemoCommand } from './command.js';
import { iban } from './numbers.js';
import { SETUP_AT_MS, localMs } from '../model/month.js';

const FIRST_NAMES = [
  'Ana',
  'Bilal',
  'Chloé',
  'Denis',
  'Elif',
  'Farid',
  'Gwenn',
  'Hugo',
  'Inès',
  'Jules',
  'Kadiatou',
  'Léna',
];
const LAST_NAMES = [
  'Abgrall',
  'Benali',
  'Cadiou',
  'Diallo',
  'Ermont',
  'Faucheur',
  'Guivarc',
  'Hamon',
  'Jestin',
  'Kerdoncuf',
];

/** Nobody lives here. */
const EMPTY = 17;
/** Hold the contract and never agreed to be repaid. */
const NOT_OPTED_IN: readonly number[] = [84, 91];
/** Agreed only in the course of the month. */
const OPTED_IN_LATE = 97;
/** Agreed, and thought better of it. */
const OPTED_OUT = { dwelling: 86, from: '2026-03-21', atMs: localMs(20, 18) };

/** Others move in where someone left: days of March. */
const CHANGES: readonly {
  readonly dwelling: number;
  readonly leaves: string;
  readonly comes: string;
  readonly at: number;
}[] = [
  { dwelling: 42, leaves: '2026-03-12', comes: '2026-03-16', at: localMs(16, 10) },
  { dwelling: 88, leaves: '2026-03-14', comes: '2026-03-17', at: localMs(17, 10) },
];

/** A pseudonym: who it is stands sealed under a key of their own. */
const residentOf = (dwelling: number): string => `r-${String(dwelling).padStart(3, '0')}`;

/** Who lives in the block when the month begins, and who comes and goes. */
export function residentCommands(dwellings: number, seed: string): DatedCommand[] {
  const commands: DatedCommand[] = [];
  for (let dwelling = 1; dwelling <= dwellings; dwelling++) {
    if (dwelling === EMPTY) continue;
    const resident = residentOf(dwelling);
    const optIn = NOT_OPTED_IN.includes(dwelling)
      ? null
      : dwelling === OPTED_IN_LATE
        ? '2026-03-10'
        : '2026-01-01';
    const arrival = arrivalOf(resident, dwelling, dwellings, '2026-01-01', optIn, seed);
    commands.push(...arrival.map((each) => ({ ...each, atMs: SETUP_AT_MS })));
  }
  for (const change of CHANGES.filter(({ dwelling }) => dwelling <= dwellings)) {
    const { dwelling, leaves, comes, at } = change;
    const left = { resident: residentOf(dwelling), dwelling: dwellingId(dwelling), on: leaves };
    const arrival = arrivalOf(residentOf(dwelling + 100), dwelling, dwellings, comes, comes, seed);
    commands.push(...[command('move-resident-out', left), ...arrival].map((each) => ({ ...each, atMs: at })));
  }
  if (OPTED_OUT.dwelling <= dwellings) {
    const out = { resident: residentOf(OPTED_OUT.dwelling), from: OPTED_OUT.from };
    commands.push({ ...command('opt-resident-out', out), atMs: OPTED_OUT.atMs });
  }
  return commands;
}

function arrivalOf(
  resident: string,
  dwelling: number,
  dwellings: number,
  on: string,
  optIn: string | null,
  seed: string,
): DemoCommand[] {
  const random = new Xoshiro(`${seed}/resident/${resident}`);
  const person = {
    name: `${random.pick(FIRST_NAMES)} ${random.pick(LAST_NAMES)}`,
    address: `${dwellingId(dwelling)}, allée des Tilleuls, 44300 Nantes`,
    email: `${resident}@residents.example`,
    iban: occupantHolds(dwelling, dwellings) ? iban(random) : null,
  };
  return [
    command('register-resident', { resident, person, language: 'fr' }),
    command('move-resident-in', { resident, site: BLOCK, dwelling: dwellingId(dwelling), on }),
    ...(optIn === null ? [] : [command('opt-resident-in', { resident, from: optIn, until: null })]),
  ];
}
