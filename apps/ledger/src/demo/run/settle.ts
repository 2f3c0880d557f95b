import type { DocumentIssuedData } from '#events';
import { DEMO_MONTH } from '../model/month.js';
import { command, type DemoCommand } from '../world/command.js';
import type { LedgerHttp } from './ledger-http.js';

interface DocumentRow {
  readonly series: string;
  readonly number: string;
  readonly kind: string;
  readonly party: string;
  readonly gross: { readonly amount: string };
}

const ON = '2026-04-30';
/** Has not paid yet. */
const UNPAID = 'port-aubrac';
/** Has paid a part (%). */
const IN_PART = { client: 'aquilon-meteo', percent: 60 };
/** The same company is a client and an owner: what it is credited is set off against what it owes. */
const BOTH = { client: 'granit', owner: 'granit-bureaux' };
/** Residents whose bank account is not known yet. */
const WAITING: readonly string[] = ['r-083', 'r-099'];

const centsOf = ({ gross }: DocumentRow): number => Math.round(Number(gross.amount) * 100);
const settles = ({ series, number }: DocumentRow, cents: number) => ({ series, number, cents });

/** Clients pay, statements are paid out: at the end of April most of March is settled. */
export async function settleMonth(http: LedgerHttp): Promise<void> {
  await http.caughtUp();
  const rows = await http.rows<DocumentRow>(`/v1/documents?period=${DEMO_MONTH}`);
  const ofKind = (kind: string): DocumentRow[] => rows.filter((row) => row.kind === kind);
  const credited = ofKind('self-billed-invoice').find(({ party }) => party === BOTH.owner) ?? null;
  const owed = ofKind('invoice').find(({ party }) => party === BOTH.client) ?? null;
  const setOff = credited === null || owed === null ? null : { credited, owed };
  if (setOff !== null) await http.command(setOffOf(setOff));
  for (const row of ofKind('invoice')) {
    const open = (await openCents(http, row)) - (row === setOff?.owed ? centsOf(setOff.credited) : 0);
    const receipt = receivedFor(row, open);
    if (receipt !== null) await http.command(receipt);
  }
  for (const row of [...ofKind('repayment-statement'), ...ofKind('self-billed-invoice')]) {
    if (row === setOff?.credited || WAITING.includes(row.party) || centsOf(row) === 0) continue;
    await http.command(paidFor(row));
  }
}

/** What an invoice asks for, less what was paid in advance. */
async function openCents(http: LedgerHttp, { series, number, ...row }: DocumentRow): Promise<number> {
  const path = `/v1/documents/${encodeURIComponent(series)}/${encodeURIComponent(number)}`;
  const { prepaid = [] } = await http.get<DocumentIssuedData>(path);
  const paidBefore = prepaid.reduce((sum, { grossCents }) => sum + grossCents, 0);
  return centsOf({ series, number, ...row }) - paidBefore;
}

function receivedFor(row: DocumentRow, openCents: number): DemoCommand | null {
  const { party, number } = row;
  if (party === UNPAID || openCents === 0) return null;
  const cents = party === IN_PART.client ? Math.floor((openCents * IN_PART.percent) / 100) : openCents;
  return command('record-money-received', {
    receipt: `bank-${ON}-${party}`,
    on: ON,
    client: party,
    amountCents: cents,
    allocations: [settles(row, cents)],
    reference: `VIR ${number}`,
  });
}

function paidFor(row: DocumentRow): DemoCommand {
  const { party, number } = row;
  return command('record-money-paid', {
    payment: `pay-${ON}-${party}`,
    on: ON,
    party: { kind: /^r-\d+$/.test(party) ? 'resident' : 'owner', id: party },
    amountCents: centsOf(row),
    allocations: [settles(row, centsOf(row))],
    reference: `SEPA ${number}`,
  });
}

function setOffOf({
  credited,
  owed,
}: {
  readonly credited: DocumentRow;
  readonly owed: DocumentRow;
}): DemoCommand {
  const cents = centsOf(credited);
  return command('set-off', {
    setOff: `set-off-${ON}-${BOTH.client}`,
    on: ON,
    ...BOTH,
    receivables: [settles(owed, cents)],
    payables: [settles(credited, cents)],
    agreement: 'framework agreement 2026, article 7',
  });
}
