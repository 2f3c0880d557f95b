import { prefixesBeside } from '#domain/documents';
import { company, series } from '#domain/installation';
import { commandsOf } from '../commands/definition.js';
import { FISCAL_YEARS, SERIES_PREFIXES } from '../commands/lock-names.js';
import { OpenSeriesDto, RegisterCompanyDto, SetChartOfAccountsDto } from './company.dto.js';
import { wholeChart } from './whole-chart.js';

const onCompany = commandsOf({
  decider: company,
  stream: () => 'company',
  context: async (command, reads) => ({
    zoneKnown: command.type === 'RegisterCompany' && (await reads.zoneKnown(command.zone)),
  }),
});

const onSeries = commandsOf({
  decider: series,
  stream: ({ kind, series: name }) => `${kind}-${name}`,
  context: async ({ kind, series: name }, reads) => ({
    ownerKnown: kind === 'statements' && (await reads.ownerKnown(name)),
    otherPrefixes: prefixesBeside(`${kind}-${name}`, await reads.facts()),
  }),
  // The opening is the first event; the documents after it are many and do not matter here.
  eventsNeeded: 1,
});

export const COMPANY_COMMANDS = [
  onCompany(
    'RegisterCompany',
    'Who issues the documents, and under which VAT rules. Again: a new address or account.',
    RegisterCompanyDto,
    // The first month of its years says which one is locked.
    { locks: () => [FISCAL_YEARS] },
  ),
  onCompany(
    'SetChartOfAccounts',
    'The accounts that postings go to, from here on in the log.',
    SetChartOfAccountsDto,
    { payload: (chart) => Promise.resolve(wholeChart(chart)) },
  ),
  onSeries(
    'OpenSeries',
    'Begins a series of document numbers; no other series comes to the same ones.',
    OpenSeriesDto,
    { locks: () => [SERIES_PREFIXES] },
  ),
];
