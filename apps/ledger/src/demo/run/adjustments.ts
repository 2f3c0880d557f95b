import { Decimal, toCents } from '#domain/quantity';
import type { DocumentIssuedData, DocumentLine } from '#events';
import { DEMO_MONTH, NEXT_MONTH } from '../model/month.js';
import type { LedgerHttp } from './ledger-http.js';

interface DocumentRow {
  readonly series: string;
  readonly number: string;
  readonly party: string;
}

/** A document of the next month that says something about the month of the demo. */
export interface Adjusting {
  readonly number: string;
  readonly kind: string;
  readonly party: string;
  /** Numbers of the documents of the month that it cites. */
  readonly cites: readonly string[];
  readonly lines: number;
  /** Net, as it changes what was documented: negative takes back (cents). */
  readonly changeCents: number;
}

/** One line that adjusts the month: its amount is what the line is worth now less what was documented for it. */
export interface AdjustedLine {
  readonly key: string;
  readonly party: string;
  readonly documentedCents: number;
  readonly changeCents: number;
  /** Quantity now × price now, rounded; `null` where a line is the sum of hourly prices. */
  readonly worthCents: number | null;
  readonly takenFromResident: boolean;
  /** Energy now less energy documented (Wh); 0 for work. */
  readonly changeWh: number;
}

export interface Adjustments {
  /** Deducted in the month's invoices as paid in advance (cents, with VAT). */
  readonly prepaidCents: number;
  readonly documents: readonly Adjusting[];
  readonly lines: readonly AdjustedLine[];
}

const LOWERING: ReadonlySet<string> = new Set([
  'credit-note',
  'self-billed-credit-note',
  'repayment-correction',
]);

type Issued = DocumentIssuedData & { readonly party: string };

async function issuedIn(http: LedgerHttp, month: string): Promise<Issued[]> {
  const rows = await http.rows<DocumentRow>(`/v1/documents?period=${month}`);
  return Promise.all(
    rows.map(async ({ series, number, party }) => {
      const path = `/v1/documents/${encodeURIComponent(series)}/${encodeURIComponent(number)}`;
      return { ...(await http.get<DocumentIssuedData>(path)), party };
    }),
  );
}

const signOf = ({ kind }: Issued): 1 | -1 => (LOWERING.has(kind) ? -1 : 1);
/** The first part of a line's key is the month that it is about. */
const isAbout = ({ key }: DocumentLine): boolean => key.startsWith(`${DEMO_MONTH}|`);

/** What the close of the next month changed about this one, document by document and line by line. */
export async function readAdjustments(http: LedgerHttp): Promise<Adjustments> {
  const documented = new Map<string, DocumentLine>();
  const month = await issuedIn(http, DEMO_MONTH);
  for (const { lines } of month) for (const line of lines) documented.set(line.key, line);
  const later = (await issuedIn(http, NEXT_MONTH)).filter(({ lines }) => lines.some(isAbout));
  return {
    prepaidCents: month
      .flatMap(({ prepaid = [] }) => prepaid)
      .reduce((sum, { grossCents }) => sum + grossCents, 0),
    documents: later.map((document) => adjusting(document)),
    lines: later.flatMap((document) =>
      document.lines
        .filter(isAbout)
        .map((line) => adjusted(document, line, documented.get(line.key) ?? null)),
    ),
  };
}

function adjusting(document: Issued): Adjusting {
  const { number, kind, party, cites, lines } = document;
  const about = lines.filter(isAbout);
  return {
    number,
    kind,
    party,
    cites: cites.map((cited) => cited.number),
    lines: about.length,
    changeCents: signOf(document) * about.reduce((sum, { amountCents }) => sum + amountCents, 0),
  };
}

function adjusted(document: Issued, line: DocumentLine, before: DocumentLine | null): AdjustedLine {
  const { adjusts, key, amountCents } = line;
  const now = adjusts?.quantityNow ?? line.quantity;
  const then = adjusts?.quantityThen ?? '0';
  const price = adjusts?.priceEur ?? line.priceEur;
  const base = before?.priceBase ?? line.priceBase;
  const hourly = before?.energyWh !== undefined || line.energyWh !== undefined;
  const isEnergy = key.split('|')[1] === 'energy';
  return {
    key,
    party: document.party,
    documentedCents: before?.amountCents ?? 0,
    changeCents: signOf(document) * amountCents,
    worthCents: hourly ? null : toCents(new Decimal(price).times(now).div(base)),
    takenFromResident: document.kind === 'repayment-statement' && amountCents < 0,
    changeWh: isEnergy ? new Decimal(now).minus(then).times(1000).toNumber() : 0,
  };
}
