import { DEMO_MONTH, NEXT_MONTH } from '../model/month.js';
import type { LedgerHttp } from './ledger-http.js';

interface DocumentRow {
  readonly series: string;
  readonly number: string;
  readonly kind: string;
  readonly party: string;
  readonly net: { readonly amount: string };
}

interface DocumentAnswer {
  readonly kind: string;
  readonly number: string;
  readonly cites: readonly { readonly number: string }[];
  readonly lines: readonly { readonly key: string; readonly label: string; readonly amountCents: number }[];
}

interface PreviewAnswer {
  readonly documents: readonly DocumentRow[];
  readonly energy: { readonly attributedWh: number };
}

/** A document of the next month that says something about the month of the demo. */
export interface Adjusting {
  readonly number: string;
  readonly kind: string;
  readonly party: string;
  /** Numbers of the documents of the month that it cites. */
  readonly cites: readonly string[];
  readonly lines: number;
  /** Net, as it changes what was documented: negative takes back. */
  readonly changeCents: number;
}

/** What one party was documented for the month, what adjustments changed, and what the month is worth as known now. */
export interface Settled {
  readonly party: string;
  readonly documentedCents: number;
  readonly adjustedCents: number;
  readonly worthCents: number;
}

export interface Adjustments {
  readonly documents: readonly Adjusting[];
  readonly parties: readonly Settled[];
}

const LOWERING: ReadonlySet<string> = new Set([
  'credit-note',
  'self-billed-credit-note',
  'repayment-correction',
]);
const SALES: ReadonlySet<string> = new Set(['invoice', 'credit-note']);

const centsOf = ({ amount }: { readonly amount: string }): number => Math.round(Number(amount) * 100);
/** A client may be an owner as well: what it owes and what it is credited stay apart. */
const sideOf = (kind: string, party: string): string => `${SALES.has(kind) ? 'client' : 'credited'} ${party}`;

/** What the close of the next month changed about this one, document by document and party by party. */
export async function readAdjustments(
  http: LedgerHttp,
): Promise<{ readonly adjustments: Adjustments; readonly attributedWh: number }> {
  const parties = new Map<string, { documented: number; adjusted: number; worth: number }>();
  const of = (side: string) => {
    const known = parties.get(side) ?? { documented: 0, adjusted: 0, worth: 0 };
    parties.set(side, known);
    return known;
  };
  for (const { kind, party, net } of await http.rows<DocumentRow>(`/v1/documents?period=${DEMO_MONTH}`))
    if (kind !== 'prepayment-invoice') of(sideOf(kind, party)).documented += centsOf(net);
  const documents = await adjusting(http);
  for (const { kind, party, changeCents } of documents) of(sideOf(kind, party)).adjusted += changeCents;
  const now = await worthNow(http);
  for (const { kind, party, net } of now.documents) of(sideOf(kind, party)).worth += centsOf(net);
  const settled = [...parties]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([party, { documented, adjusted, worth }]) => ({
      party,
      documentedCents: documented,
      adjustedCents: adjusted,
      worthCents: worth,
    }));
  return { adjustments: { documents, parties: settled }, attributedWh: now.energy.attributedWh };
}

async function adjusting(http: LedgerHttp): Promise<Adjusting[]> {
  const found: Adjusting[] = [];
  for (const row of await http.rows<DocumentRow>(`/v1/documents?period=${NEXT_MONTH}`)) {
    const path = `/v1/documents/${encodeURIComponent(row.series)}/${encodeURIComponent(row.number)}`;
    const { kind, number, cites, lines } = await http.get<DocumentAnswer>(path);
    // The first part of a line's key is the month that it is about.
    const about = lines.filter(({ key }) => key.startsWith(`${DEMO_MONTH}|`));
    if (about.length === 0) continue;
    const cents = about.reduce((sum, { amountCents }) => sum + amountCents, 0);
    found.push({
      number,
      kind,
      party: row.party,
      cites: cites.map((cited) => cited.number),
      lines: about.length,
      changeCents: LOWERING.has(kind) ? -cents : cents,
    });
  }
  return found;
}

/** A preview counts everything known by now; nothing is written. */
async function worthNow(http: LedgerHttp): Promise<PreviewAnswer> {
  return (await http.post(`/v1/periods/${DEMO_MONTH}/preview`, '{}')) as PreviewAnswer;
}
