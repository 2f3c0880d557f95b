/** What a claim says in public, and how it is judged; a changed method is a new version. */
export interface ClaimDefinition {
  readonly says: string;
  readonly unit: string;
  readonly method: string;
  readonly methodVersion: number;
  /** What is inside the figure and what is not. */
  readonly boundary: string;
}

const COVERAGE =
  'all electricity of the heaters in the month, computing, burn, idle and auxiliary alike: what is credited at the price of its credit, adjustments of earlier months included, everything else at the own tariff of the supply point including tax';
const BILLED_WORK =
  'invoices of the month excluding VAT, without adjustments of other months; work done for clients, without burn and internal work';
const ENERGY =
  'main and auxiliary registers of all heaters in the month; IT is the main register, burn included';

/** The public claims, in the order of the report. */
export const CLAIMS = {
  'coverage-billed': {
    says: 'Computing pays for the electricity',
    unit: 'EUR billed per EUR of electricity',
    method: 'billed net ÷ cost of the electricity; holds from 1',
    methodVersion: 1,
    boundary: `client invoices less credit notes issued for the month, excluding VAT; ${COVERAGE}`,
  },
  'coverage-collected': {
    says: 'Computing pays for the electricity, by money received',
    unit: 'EUR collected per EUR of electricity',
    method:
      'of the invoices of the month what is received, set off or was prepaid, times net ÷ gross of each document, less what credit notes paid back ÷ cost of the electricity; holds from 1',
    methodVersion: 1,
    boundary: `money so far for the documents of the month, without VAT; ${COVERAGE}`,
  },
  'free-share': {
    says: 'Heat is free for the resident',
    unit: 'of the dwellings counted',
    method: 'dwellings whose worst live status is FREE_DUE or FREE_PAID ÷ dwellings counted; holds at 1',
    methodVersion: 1,
    boundary: 'occupied, opted-in dwellings in which a heater drew energy; the others by reason',
  },
  'eur-per-core-hour': {
    says: 'Computing costs the client less than a data centre',
    unit: 'EUR per core-hour billed',
    method: 'billed net ÷ core-hours billed; holds below the benchmark',
    methodVersion: 1,
    boundary: BILLED_WORK,
  },
  'eur-per-core-hour-done': {
    says: 'Computing costs the client less than a data centre, over all work done',
    unit: 'EUR per core-hour done',
    method:
      'billed net ÷ core-hours done, be they billed, granted or not billable; holds below the benchmark',
    methodVersion: 1,
    boundary: BILLED_WORK,
  },
  'eur-per-ghz-hour': {
    says: 'Computing costs the client less than a data centre, by clock rate',
    unit: 'EUR per GHz-hour billed',
    method: 'billed net ÷ GHz-hours billed; holds below the benchmark',
    methodVersion: 1,
    boundary: BILLED_WORK,
  },
  'eur-per-ghz-hour-done': {
    says: 'Computing costs the client less than a data centre, by clock rate over all work done',
    unit: 'EUR per GHz-hour done',
    method: 'billed net ÷ GHz-hours done, be they billed, granted or not billable; holds below the benchmark',
    methodVersion: 1,
    boundary: BILLED_WORK,
  },
  'waste-ere': {
    says: 'Less energy is wasted for the same result',
    unit: 'ERE of the heaters ÷ ERE of the comparator',
    method:
      'ERE = (1 − ERF) × PUE; ERF = useful heat ÷ total energy (ISO/IEC 30134-6), energy without a room temperature not useful; holds below 1',
    methodVersion: 1,
    boundary: `${ENERGY}; useful heat by the recorded rule`,
  },
  'waste-five-times': {
    says: 'Five times less waste',
    unit: 'ERE of the heaters ÷ ERE of the comparator',
    method: 'the same ratio; holds up to 1 ÷ 5',
    methodVersion: 1,
    boundary: `${ENERGY}; useful heat by the recorded rule`,
  },
  'waste-pue': {
    says: 'Less energy is spent beside computing',
    unit: 'total Wh per Wh of IT (PUE)',
    method: 'PUE = total energy ÷ IT energy (ISO/IEC 30134-2); holds below the benchmark',
    methodVersion: 1,
    boundary: ENERGY,
  },
  'grants-forgone-value': {
    says: 'Idle capacity goes free to researchers',
    unit: 'EUR excluding VAT, forgone',
    method:
      'work under grants at the prices of their lists; holds where any was given, fails where none was although heaters burned',
    methodVersion: 1,
    boundary: 'settled work of the month under research grants',
  },
  'hours-below-setpoint': {
    says: 'Heat does not fail when demand for computing lacks',
    unit: 'hours below the setpoint',
    method: 'time with a room temperature and a setpoint, less time at the setpoint; holds at 0',
    methodVersion: 1,
    boundary: 'heaters with a room sensor; the tolerance of the recorded rule counts as at the setpoint',
  },
  'low-power': {
    says: 'A summer mode keeps half the computing with little heat',
    unit: 'of the computing of normal mode',
    method:
      'computing and energy per half-hour in low power ÷ the same in normal mode; holds where at least half of the computing is kept and less of the heat than of the computing',
    methodVersion: 1,
    boundary:
      'heaters that were in low power in the month, half-hours of one mode throughout; all work but burn; energy of both registers is heat',
  },
  relocations: {
    says: 'Heaters move to where they are useful',
    unit: 'heaters moved to another site',
    method: 'heaters whose site changed in the month; holds where there is one',
    methodVersion: 1,
    boundary: 'moves recorded in the month, with the kind of both sites; moves inside a site are not counted',
  },
  'opened-heaters': {
    says: 'A heater that is opened stops',
    unit: 'core-hours billable after an opening',
    method:
      'work in half-hours that begin while the case is open: none may be billable, and none may be done; holds at 0',
    methodVersion: 1,
    boundary:
      'openings that overlap the month, up to the reset; the half-hour of the opening itself is left out',
  },
  'transit-attested': {
    says: 'Data only passes through, encrypted, and touches no disk',
    unit: 'of the jobs seen',
    method: 'jobs attested diskless and encrypted ÷ jobs seen in telemetry; holds at 1',
    methodVersion: 1,
    boundary:
      'jobs of clients whose slices ended in the month, per contract; burn and internal work carry no data',
  },
} as const satisfies Readonly<Record<string, ClaimDefinition>>;

export type ClaimId = keyof typeof CLAIMS;
export const CLAIM_IDS = Object.keys(CLAIMS) as readonly ClaimId[];
