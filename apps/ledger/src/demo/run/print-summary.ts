import type { DemoSummary } from './summary.js';

/** The summary as a person reads it. */
export function printed(summary: DemoSummary): string {
  return [
    ...heading(summary),
    ...billed(summary),
    ...credited(summary),
    ...dwellings(summary),
    ...figures(summary),
    ...adjusted(summary),
    '',
  ].join('\n');
}

const CORE_HOUR_MS = 3_600_000;

/** `12345678.9` → `12 345 678.90`, as thousands are read without a guess at the country. */
function grouped(text: string): string {
  const [whole = '', fraction] = text.split('.');
  const spaced = whole.replaceAll(/\B(?=(\d{3})+(?!\d))/g, ' ');
  return fraction === undefined ? spaced : `${spaced}.${fraction}`;
}

const whole = (value: number): string => grouped(String(Math.round(value)));
const kwh = (energyWh: number): string => `${grouped((energyWh / 1000).toFixed(0))} kWh`;
const coreHours = (coreMs: number): string => `${whole(coreMs / CORE_HOUR_MS)} core-hours`;
const eur = (amount: string): string => `${grouped(amount)} EUR`.padStart(16);
const row = (label: string, amount: string, more = ''): string =>
  `    ${label.padEnd(38)}${eur(amount)}${more}`;

function heading({ month, buildings, telemetry, jobs }: DemoSummary): string[] {
  const from = jobs.trace === null ? 'drawn from habits' : `of ${jobs.trace.users} users, ${jobs.source}`;
  return [
    '',
    `  ${month}: ${buildings.heaters} heaters, ${whole(telemetry.readings)} readings in ${whole(telemetry.uploads)} uploads, ${whole(jobs.jobs)} jobs ${from}`,
    '',
  ];
}

const CLIENTS_SHOWN = 12;

const centsOf = ({ amount }: { readonly amount: string }): number => Math.round(Number(amount) * 100);
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

const LABEL_WIDTH = 17;

/** A label, and what there is to say about it, a line each. */
const told = (label: string, ...lines: readonly string[]): string[] =>
  lines.map((line, at) => `  ${(at === 0 ? label : '').padEnd(LABEL_WIDTH)}${line}`);

const inWords = (code: string): string => code.toLowerCase().replaceAll('_', ' ');
const listed = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([key, count]) => `${count} ${inWords(key)}`)
    .join(', ');

function dwellings({ dwellings: { free, of, byStatus, shortReasons, others } }: DemoSummary): string[] {
  const { FREE_PAID: paid = 0, FREE_DUE: due = 0, SHORT: short = 0, UNPROVEN: unproven = 0 } = byStatus;
  return told(
    'Dwellings',
    `heat was free for ${free} of ${of}: ${paid} paid by the landlord, ${due} credited and to be paid out`,
    ...(short + unproven === 0 ? [] : [`${short} short, ${unproven} unproven: ${listed(shortReasons)}`]),
    ...(Object.keys(others).length === 0 ? [] : [`not counted: ${listed(others)}`]),
  );
}

function figures({
  coverage,
  books,
  energy,
  workCoreMs: work,
  workOfBothCoreMs: both,
  jobs,
  documents,
}: DemoSummary): string[] {
  const pays = coverage.ratio !== null && Number(coverage.ratio) >= 1 ? 'pays' : 'does not pay';
  const hours = (coreMs: number): string => whole(coreMs / CORE_HOUR_MS);
  const payload = work.billed + work.free + work.unbillable + work.pending;
  const { debit, credit } = books;
  return [
    ...told(
      'Coverage',
      `${coverage.ratio ?? 'n/a'}: computing ${pays} for the electricity (billed ÷ credited)`,
    ),
    ...told(
      'Books',
      `${books.balanced ? 'balanced' : 'NOT BALANCED'}: debit ${grouped(debit.amount)} = credit ${grouped(credit.amount)} EUR`,
    ),
    ...told(
      'Energy',
      `${energy.conserved ? 'conserved to the Wh' : 'NOT CONSERVED'}: ${grouped(String(energy.attributedWh))} Wh`,
      `${kwh(energy.creditedWh)} credited + ${kwh(energy.uncreditableWh)} uncreditable + ${kwh(energy.pendingWh)} pending`,
      ...reasons(energy.reasonsWh),
    ),
    ...told(
      'Work',
      `${hours(payload)} core-hours for clients, ${hours(work.internal)} burnt for heat`,
      `${hours(work.billed)} billed + ${hours(work.free)} granted + ${hours(work.unbillable)} unbillable + ${hours(work.pending)} pending`,
    ),
    ...traceLines(jobs, both.settled + both.pending),
    ...told(
      'Documents',
      `${documents.issued} of ${documents.planned} issued`,
      ...setAside(documents.setAside),
    ),
  ];
}

const signed = (cents: number): string => `${cents > 0 ? '+' : ''}${grouped((cents / 100).toFixed(2))} EUR`;

/** What the next month's close changed about this one, the largest changes first. */
function adjusted({ adjustments: { documents }, telemetry }: DemoSummary): string[] {
  if (documents.length === 0) return [];
  const ranked = [...documents].sort((a, b) => Math.abs(b.changeCents) - Math.abs(a.changeCents));
  const lines = documents.reduce((sum, each) => sum + each.lines, 0);
  return told(
    'After the close',
    `${telemetry.late} late uploads; ${lines} lines in ${documents.length} documents of the next month adjust this one`,
    ...ranked
      .slice(0, ADJUSTMENTS_SHOWN)
      .map(
        ({ kind, number, party, cites, changeCents }) =>
          `${signed(changeCents)}  ${inWords(kind.replaceAll('-', '_'))} ${number}, ${party}, on ${cites.join(' and ')}`,
      ),
  );
}

const ADJUSTMENTS_SHOWN = 6;

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
