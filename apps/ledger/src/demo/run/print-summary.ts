import { judged } from './print-judged.js';
import {
  centsOf,
  coreHours,
  grouped,
  hours,
  inWords,
  kwh,
  listed,
  row,
  told,
  whole,
  wrapped,
} from './print-text.js';
import type { DemoSummary } from './summary.js';

/** The summary as a person reads it. */
export function printed(summary: DemoSummary): string {
  return [
    ...heading(summary),
    ...billed(summary),
    ...credited(summary),
    ...dwellings(summary),
    ...figures(summary),
    ...judged(summary),
    '',
  ].join('\n');
}

function heading({ month, buildings, telemetry, jobs }: DemoSummary): string[] {
  const from = jobs.trace === null ? 'drawn from habits' : `of ${jobs.trace.users} users, ${jobs.source}`;
  return [
    '',
    `  ${month}: ${buildings.heaters} heaters, ${whole(telemetry.readings)} readings in ${whole(telemetry.uploads)} uploads, ${whole(jobs.jobs)} jobs ${from}`,
    '',
  ];
}

const CLIENTS_SHOWN = 12;

/** What is owed is the documents: their amounts add up here, whatever exact figures say. */
const together = (amounts: readonly { readonly amount: string }[]): string =>
  (amounts.reduce((sum, amount) => sum + centsOf(amount), 0) / 100).toFixed(2);

function billed({ billed: clients }: DemoSummary): string[] {
  const ranked = [...clients].sort((a, b) => centsOf(b.net) - centsOf(a.net));
  const rest = ranked.slice(CLIENTS_SHOWN);
  return [
    '  Billed to clients (net of VAT)',
    ...ranked
      .slice(0, CLIENTS_SHOWN)
      .map(({ client, name, net, gross }) =>
        row(name ?? `${client} (sealed)`, net.amount, `   with VAT ${grouped(gross.amount)}`),
      ),
    ...(rest.length === 0 ? [] : [row(`${rest.length} more`, together(rest.map(({ net }) => net)))]),
    row('together', together(clients.map(({ net }) => net))),
    '',
  ];
}

function credited({ credited: parties }: DemoSummary): string[] {
  const residents = parties.filter(({ kind }) => kind === 'resident');
  return [
    '  Credited for electricity',
    ...parties
      .filter(({ kind }) => kind === 'owner')
      .map(({ party, name, gross, vat }) =>
        row(
          name ?? party,
          gross.amount,
          vat.amount === '0.00' ? '' : `   of which VAT ${grouped(vat.amount)}`,
        ),
      ),
    ...(residents.length === 0
      ? []
      : [
          row(
            `${residents.length} residents who hold their contract`,
            together(residents.map(({ gross }) => gross)),
          ),
        ]),
    row('cost to the company (net of VAT)', together(parties.map(({ net }) => net))),
    '',
  ];
}

function dwellings({ dwellings: { free, of, byStatus, shortReasons, others } }: DemoSummary): string[] {
  const { FREE_PAID: paid = 0, FREE_DUE: due = 0, SHORT: short = 0, UNPROVEN: unproven = 0 } = byStatus;
  return told(
    'Dwellings',
    `heat was free for ${free} of ${of}: ${paid} paid for, ${due} credited and to be paid out`,
    ...(short + unproven === 0 ? [] : [`${short} short, ${unproven} unproven: ${listed(shortReasons)}`]),
    ...(Object.keys(others).length === 0 ? [] : [`not counted: ${listed(others)}`]),
  );
}

function figures({
  coverage,
  energy,
  workCoreMs: work,
  workOfBothCoreMs: both,
  jobs,
  grants,
  documents,
}: DemoSummary): string[] {
  const pays = coverage.ratio !== null && Number(coverage.ratio) >= 1 ? 'pays' : 'does not pay';
  const payload = work.billed + work.free + work.unbillable + work.pending;
  return [
    ...told(
      'Coverage',
      `${coverage.ratio ?? 'n/a'}: computing ${pays} for the electricity (billed ÷ credited)`,
    ),
    ...told(
      'Energy',
      `${energy.conserved ? 'conserved to the Wh' : 'NOT CONSERVED'}: ${grouped(String(energy.attributedWh))} Wh`,
      `${kwh(energy.creditedWh)} credited + ${kwh(energy.uncreditableWh)} uncreditable + ${kwh(energy.pendingWh)} pending`,
      ...reasons(energy.reasonsWh),
      ...wrapped(
        'by price cell:',
        Object.entries(energy.cellsWh).map(([cell, energyWh]) => `${cell} ${kwh(energyWh)}`),
      ),
    ),
    ...told(
      'Work',
      `${hours(payload)} core-hours for clients, ${hours(work.internal)} burnt for heat`,
      `${hours(work.billed)} billed + ${hours(work.free)} granted + ${hours(work.unbillable)} unbillable + ${hours(work.pending)} pending`,
      ...grants.map(
        ({ grant, coreHours: given, limitCoreHours, valueForgone }) =>
          `research grant ${grant}: ${whole(Number(given))} of ${whole(limitCoreHours ?? 0)} core-hours given, worth ${grouped(valueForgone.amount)} EUR forgone`,
      ),
    ),
    ...traceLines(jobs, both.settled + both.pending),
    ...told(
      'Documents',
      `${documents.issued} of ${documents.planned} issued`,
      ...setAside(documents.setAside),
    ),
  ];
}

const reasons = (reasonsWh: DemoSummary['energy']['reasonsWh']): string[] =>
  Object.keys(reasonsWh).length === 0
    ? []
    : [
        `not credited: ${Object.entries(reasonsWh)
          .map(([reason, wh]) => `${kwh(wh)} ${inWords(reason)}`)
          .join(', ')}`,
      ];

const setAside = (documents: DemoSummary['documents']['setAside']): string[] =>
  documents.map(({ planned, reasons: why }) => `set aside: ${planned} (${why.join(', ')})`);

function traceLines({ trace, source }: DemoSummary['jobs'], inLedger: number): string[] {
  if (trace === null) return [];
  const same =
    trace.coreMs === inLedger
      ? 'found again in the ledger, to the core-millisecond'
      : 'NOT what the ledger holds';
  return told(
    'Job list',
    `${source}: ${whole(trace.jobs)} jobs, ${trace.zeroRunJobs} of zero length, ${trace.malformedLines} malformed lines`,
    `${coreHours(trace.coreMs)}, ${same}`,
  );
}
