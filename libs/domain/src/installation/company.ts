import {
  accept,
  exhausted,
  firstRefused,
  isSame,
  payloadOf,
  refuseIf,
  saidOnly,
  whereGiven,
  type Check,
  type Decider,
} from '#domain/decision';
import type { ChartOfAccountsSet, CompanyRegistered, ResearchBudgetSet } from '#events';
import { checkEndpoint } from './endpoint.js';
import { checkBic, checkIban } from './iban.js';
import { checkSiren, checkSiret } from './siren.js';
import { checkVatRate } from './vat-rate.js';
import { checkVatNumber } from './vat-number.js';

type Company = CompanyRegistered['data'];
type Chart = ChartOfAccountsSet['data'];

/** `currency` is any text here: another one than EUR is refused with a code of its own, not guessed. */
export type CompanyCommand =
  | ({ readonly type: 'RegisterCompany'; readonly currency: string } & Omit<Company, 'currency'>)
  | ({ readonly type: 'SetChartOfAccounts' } & Chart);
export type CompanyEvent = CompanyRegistered | ChartOfAccountsSet | ResearchBudgetSet;

export interface CompanyContext {
  readonly zoneKnown: boolean;
}

export interface CompanyState {
  readonly registered: Company | null;
  readonly chart: Chart | null;
}

type RegisterCompany = Extract<CompanyCommand, { type: 'RegisterCompany' }>;

const checkCompany = (command: RegisterCompany, state: CompanyState, zoneKnown: boolean): Check =>
  firstRefused(
    refuseIf(
      command.currency !== 'EUR',
      'CURRENCY_NOT_SUPPORTED',
      'currency',
      'Amounts are in EUR only, for now.',
    ),
    checkSiren('siren', command.siren),
    checkSiret('siret', command.siret, command.siren),
    checkVatNumber('vatNumber', command.vatNumber, 'FR', command.siren),
    whereGiven(command.endpoint, (endpoint) => checkEndpoint('endpoint', endpoint, command.siren)),
    checkIban('iban', command.iban),
    command.bic === null ? null : checkBic('bic', command.bic),
    checkVatRate('standardVatRate', command.standardVatRate),
    refuseIf(
      Number(command.lateRatePercent) > 100,
      'LATE_RATE_ABSURD',
      'lateRatePercent',
      'Give the yearly rate in percent, at most 100.',
    ),
    refuseIf(!zoneKnown, 'ZONE_UNKNOWN', 'zone', `Record the UTC offsets of ${command.zone} first.`),
    refuseIf(
      state.registered !== null && state.registered.siren !== command.siren,
      'COMPANY_IS_ANOTHER',
      'siren',
      'This ledger keeps the books of one legal person; another one needs a ledger of its own.',
    ),
  );

type Role = Exclude<keyof Chart, 'labels'>;

/** Every role that postings know an account by; the compiler sees to it that none is forgotten. */
const ROLES = Object.keys({
  clients: true,
  owners: true,
  residents: true,
  revenue: true,
  electricity: true,
  vatCollected: true,
  vatOnReceipts: true,
  vatDeductible: true,
  bank: true,
  prepayments: true,
  unbilledRevenue: true,
  creditNotesToDraw: true,
  ownersToReceive: true,
  ownerCreditsToReceive: true,
  residentsToRepay: true,
  vatUnissued: true,
  vatUnreceived: true,
  suspense: true,
} satisfies Readonly<Record<Role, true>>) as readonly Role[];

/** An account begins with three digits (LPF art. A47 A-1), serves one role and has one label. */
function checkChart(chart: Chart): Check {
  const labelled = chart.labels.map(({ account }) => account);
  const bad = [...ROLES.map((role) => chart[role]), ...labelled].find(
    (account) => !/^[1-8]\d{2}[0-9A-Z]{0,9}$/.test(account),
  );
  const unlabelled = ROLES.find((role) => !labelled.includes(chart[role]));
  return firstRefused(
    refuseIf(
      bad !== undefined,
      'ACCOUNT_INVALID',
      'labels',
      `An account begins with three digits, the first from 1 to 8; ${bad} does not.`,
    ),
    refuseIf(
      unlabelled !== undefined,
      'ACCOUNT_WITHOUT_LABEL',
      unlabelled ?? 'labels',
      'Give every account a label.',
    ),
    refuseIf(
      new Set(labelled).size !== labelled.length,
      'ACCOUNT_LABELLED_TWICE',
      'labels',
      'Give every account one label.',
    ),
    refuseIf(
      new Set(ROLES.map((role) => chart[role])).size !== ROLES.length,
      'ACCOUNT_SERVES_TWICE',
      'labels',
      'Give every role an account of its own, or their balances mix.',
    ),
  );
}

/** The one stream `company`. */
export const company: Decider<CompanyCommand, CompanyState, CompanyEvent, CompanyContext> = {
  initialState: { registered: null, chart: null },

  decide(command, state, { zoneKnown }) {
    if (command.type === 'RegisterCompany') {
      const refused = checkCompany(command, state, zoneKnown);
      if (refused !== null) return refused;
      const data = saidOnly({ ...payloadOf(command), currency: 'EUR' as const }, [
        'legalMention',
        'endpoint',
      ]);
      return isSame(state.registered, data) ? accept() : accept({ type: 'CompanyRegistered', data });
    }
    const chart = payloadOf(command);
    const refused = checkChart(chart);
    if (refused !== null) return refused;
    return isSame(state.chart, chart) ? accept() : accept({ type: 'ChartOfAccountsSet', data: chart });
  },

  evolve(state, event) {
    switch (event.type) {
      case 'CompanyRegistered':
        return { ...state, registered: event.data };
      case 'ChartOfAccountsSet':
        return { ...state, chart: event.data };
      case 'ResearchBudgetSet':
        return state;
      default:
        return exhausted(event);
    }
  },
};
