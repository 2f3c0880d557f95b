import type { DemoSummary } from './summary.js';

/** The summary as a person reads it. */
export function printed(summary: DemoSummary): string {
  return [
    ...heading(summary),
    ...billed(summary),
    ...credited(summary),
    ...dwellings(summary),
    ...figures(summary),
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

function billed({ billed: clients, coverage }: DemoSummary): string[] {
  const ranked = [...clients].sort((a, b) => Number(b.net.amount) - Number(a.net.amount));
  const rest = ranked.slice(CLIENTS_SHOWN);
  const restNet = rest.reduce((sum, { net }) => sum + Math.round(Number(net.amount) * 100), 0) / 100;
  return [
    '  Billed to clients (net of VAT)',
    ...ranked
      .slice(0, CLIENTS_SHOWN)
      .map(({ client, name, net, gross }) =>
        row(name ?? `${client} (sealed)`, net.amount, `   with VAT ${grouped(gross.amount)}`),
      ),
    ...(rest.length === 0 ? [] : [row(`${rest.length} more`, restNet.toFixed(2))]),
    row('together', coverage.billedNet.amount),
    '',
  ];
}

function credited({ credited: parties, coverage }: DemoSummary): string[] {
  const residents = parties.filter(({ kind }) => kind === 'resident');
  const cents = residents.reduce((sum, { gross }) => sum + Math.round(Number(gross.amount) * 100), 0);
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
      : [row(`${residents.length} residents who hold their contract`, (cents / 100).toFixed(2))]),
    row('cost to the company', coverage.creditedCost.amount),
    '',
  ];
}

const inWords = (code: string): string => code.toLowerCase().replaceAll('_', ' ');

const STATUS_WORDS: Readonly<Record<string, string>> = {
  FREE_PAID: 'paid by the landlord',
  FREE_DUE: 'credited, to be paid out',
  SHORT: 'short',
  UNPROVEN: 'unproven',
};

function dwellings({ dwellings: { free, of, byStatus, shortReasons, others } }: DemoSummary): string[] {
  const list = (counts: Readonly<Record<string, number>>): string =>
    Object.entries(counts)
      .map(([key, count]) => `${count} ${STATUS_WORDS[key] ?? inWords(key)}`)
      .join(', ');
  const because = Object.keys(shortReasons).length === 0 ? '' : ` (${list(shortReasons)})`;
  return [
    `  Dwellings: heat was free for ${free} of ${of}: ${list(byStatus)}${because}`,
    ...(Object.keys(others).length === 0 ? [] : [`    not counted: ${list(others)}`]),
    '',
  ];
}

function figures({ coverage, books, energy, workCoreMs: work, jobs, documents }: DemoSummary): string[] {
  const covers =
    coverage.ratio !== null && Number(coverage.ratio) >= 1
      ? 'computing pays for the electricity'
      : 'computing does not pay for the electricity';
  const pendingWh = energy.pendingWh === 0 ? '' : ` + ${kwh(energy.pendingWh)} pending`;
  const payload = work.billed + work.free + work.unbillable + work.pending;
  return [
    `  Coverage       ${coverage.ratio ?? 'n/a'}: ${covers} (billed ÷ credited)`,
    `  Books          ${books.balanced ? 'balanced' : 'NOT BALANCED'}: debit ${grouped(books.debit.amount)} = credit ${grouped(books.credit.amount)} EUR`,
    `  Energy         ${energy.conserved ? 'conserved to the Wh' : 'NOT CONSERVED'}: ${grouped(String(energy.attributedWh))} Wh = ${kwh(energy.creditedWh)} credited + ${kwh(energy.uncreditableWh)} uncreditable${pendingWh}`,
    ...Object.entries(energy.reasonsWh).map(
      ([reason, wh]) => `                 ${kwh(wh).padStart(12)} ${inWords(reason)}`,
    ),
    `  Work           ${coreHours(payload)} = ${whole(work.billed / CORE_HOUR_MS)} billed + ${whole(work.free / CORE_HOUR_MS)} granted + ${whole(work.unbillable / CORE_HOUR_MS)} unbillable + ${whole(work.pending / CORE_HOUR_MS)} pending; ${coreHours(work.internal)} burnt for heat`,
    ...traceLine(jobs, payload),
    `  Documents      ${documents.issued} of ${documents.planned} issued${documents.setAside.length === 0 ? '' : `; set aside: ${documents.setAside.map(({ planned, reasons }) => `${planned} (${reasons.join(', ')})`).join('; ')}`}`,
  ];
}

function traceLine({ trace, source }: DemoSummary['jobs'], payload: number): string[] {
  if (trace === null) return [];
  const same = trace.coreMs === payload ? 'all of it found again in the ledger' : 'NOT what the ledger holds';
  return [
    `  Job list       ${source}: ${whole(trace.jobs)} jobs (${trace.zeroRunJobs} of zero length, ${trace.malformedLines} malformed lines), ${coreHours(trace.coreMs)}: ${same}`,
  ];
}
