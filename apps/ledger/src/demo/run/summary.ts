import { DEMO_MONTH, NEXT_MONTH } from '../model/month.js';
import type { Opening, Told } from '../story/tell.js';
import type { TraceTotals } from '../work/trace.js';
import { readAdjustments, type Adjustments } from './adjustments.js';
import { readBooks, readMoney, type BooksOfDemo, type MoneyOfDemo } from './books.js';
import { dwellingCounts, type DwellingCounts, type ProofAnswer } from './dwellings.js';
import type { LedgerHttp } from './ledger-http.js';
import { readClaims, readGrants, type ClaimOfDemo, type GrantOfDemo } from './evidence.js';
import { comparedMeters, type MeterCompared } from './reconcile.js';
import { sealedTotals, type SealedTotals } from './sealed-usage.js';

interface Money {
  readonly amount: string;
  readonly currency: string;
}

interface PartyAnswer {
  readonly name: string | null;
  readonly documents: number;
  readonly net: Money;
  readonly vat: Money;
  readonly gross: Money;
}

/** What the demo reads of `/v1/summary`. */
export interface SummaryAnswer {
  readonly status: string;
  readonly billed: readonly (PartyAnswer & { readonly client: string })[];
  readonly credited: readonly (PartyAnswer & { readonly kind: string; readonly party: string })[];
  readonly coverage: {
    readonly billedNet: Money;
    readonly creditedCost: Money;
    readonly ratio: string | null;
  };
  readonly books: { readonly debit: Money; readonly credit: Money; readonly balanced: boolean };
  readonly conservation: {
    readonly attributedWh: number;
    readonly creditedWh: number;
    readonly uncreditableWh: number;
    readonly pendingWh: number;
    readonly conserved: boolean;
  } | null;
}

interface PeriodAnswer {
  readonly cut: { readonly cutIndex: number } | null;
  readonly documents: {
    readonly planned: number;
    readonly issued: number;
    readonly setAside: readonly { readonly planned: string; readonly reasons: readonly string[] }[];
  };
}

/** What the demo knows of itself once it has been played. */
export interface Played {
  readonly opening: Opening;
  /** What the heaters had told when the month was closed. */
  readonly month: Told;
  /** What they had told in the end. */
  readonly told: Told;
  readonly recorded: number;
  readonly refused: number;
}

/** `out/demo/summary.json`: the same for the same seed and jobs; no times, no paths, no ids. */
export interface DemoSummary {
  readonly seed: string;
  readonly month: string;
  readonly buildings: { readonly dwellings: number; readonly heaters: number };
  readonly jobs: {
    readonly source: string;
    readonly jobs: number;
    readonly attempts: number;
    readonly trace:
      (TraceTotals & { readonly computer: string | null; readonly malformedLines: number }) | null;
  };
  readonly telemetry: {
    readonly uploads: number;
    readonly readings: number;
    readonly sentTwice: number;
    readonly late: number;
    readonly refused: number;
    readonly recorded: number;
  };
  readonly billed: SummaryAnswer['billed'];
  readonly credited: SummaryAnswer['credited'];
  readonly dwellings: DwellingCounts;
  readonly coverage: SummaryAnswer['coverage'];
  readonly books: SummaryAnswer['books'];
  readonly energy: {
    /** What the heaters' own registers say, with corrections and estimates in their place, when the month was closed. */
    readonly toldWh: number;
    /** The same once late uploads and later corrections have come, and by how much documents of the next month differ. */
    readonly mendedToldWh: number;
    readonly adjustedWh: number;
    readonly attributedWh: number;
    readonly creditedWh: number;
    readonly uncreditableWh: number;
    readonly pendingWh: number;
    readonly reasonsWh: SealedTotals['energyReasonsWh'];
    readonly kindsWh: SealedTotals['energyKindsWh'];
    readonly cellsWh: SealedTotals['energyCellsWh'];
    readonly conserved: boolean;
  };
  /** core·ms; `told` is what the heaters said they computed for clients in the month. */
  readonly workCoreMs: SealedTotals['workCoreMs'] & { readonly told: number; readonly toldBurn: number };
  /** core·ms of both months: settled in one of them, or still pending at the second cut. */
  readonly workOfBothCoreMs: { readonly told: number; readonly settled: number; readonly pending: number };
  readonly documents: PeriodAnswer['documents'];
  readonly adjustments: Adjustments;
  readonly accounts: BooksOfDemo;
  readonly money: MoneyOfDemo;
  readonly grants: readonly GrantOfDemo[];
  readonly claims: readonly ClaimOfDemo[];
  readonly meters: readonly MeterCompared[];
}

/** Asks the ledger for all of it, through the public interface. */
export async function readSummary(
  http: LedgerHttp,
  options: { readonly seed: string; readonly source: string },
  played: Played,
): Promise<{ readonly summary: DemoSummary; readonly sealed: SealedTotals }> {
  const { opening, month, told } = played;
  const answer = await http.get<SummaryAnswer>(`/v1/summary?period=${DEMO_MONTH}`);
  const proofs = await http.rows<ProofAnswer>(`/v1/proofs?period=${DEMO_MONTH}`);
  const [period, sealed] = await sealedMonth(http, DEMO_MONTH);
  const [, after] = await sealedMonth(http, NEXT_MONTH);
  const adjustments = await readAdjustments(http);
  const summary: DemoSummary = {
    seed: options.seed,
    month: DEMO_MONTH,
    buildings: { dwellings: opening.dwellings, heaters: opening.heaters },
    jobs: jobsOf(opening, options.source),
    telemetry: telemetryOf(played),
    billed: answer.billed,
    credited: answer.credited,
    dwellings: dwellingCounts(proofs, opening.dwellings),
    coverage: answer.coverage,
    books: answer.books,
    energy: {
      toldWh: month.monthWh,
      mendedToldWh: told.mendedWh,
      adjustedWh: adjustments.lines.reduce((sum, { changeWh }) => sum + changeWh, 0),
      ...(answer.conservation ?? NOTHING_SEALED),
      reasonsWh: sealed.energyReasonsWh,
      kindsWh: sealed.energyKindsWh,
      cellsWh: sealed.energyCellsWh,
    },
    workCoreMs: { ...sealed.workCoreMs, told: month.monthCoreMs, toldBurn: month.burnCoreMs },
    workOfBothCoreMs: {
      told: told.allCoreMs,
      settled: settled(sealed) + settled(after),
      pending: after.workCoreMs.pending,
    },
    documents: period.documents,
    adjustments,
    accounts: await readBooks(http),
    money: await readMoney(http, adjustments.prepaidCents),
    grants: await readGrants(http),
    claims: await readClaims(http),
    meters: await comparedMeters(http),
  };
  return { summary, sealed };
}

const NOTHING_SEALED = {
  attributedWh: 0,
  creditedWh: 0,
  uncreditableWh: 0,
  pendingWh: 0,
  conserved: false,
};

async function sealedMonth(http: LedgerHttp, month: string): Promise<[PeriodAnswer, SealedTotals]> {
  const period = await http.get<PeriodAnswer>(`/v1/periods/${month}`);
  return [period, await sealedTotals(http, month, period.cut?.cutIndex ?? 0)];
}

function telemetryOf({ told, recorded, refused }: Played): DemoSummary['telemetry'] {
  const { uploads, readings, sentTwice, late } = told;
  return { uploads, readings, sentTwice, late, refused, recorded };
}

const settled = ({ workCoreMs: { billed, free, unbillable } }: SealedTotals): number =>
  billed + free + unbillable;

function jobsOf({ jobs: { trace, jobs, attempts } }: Opening, source: string): DemoSummary['jobs'] {
  if (trace === null) return { source, jobs, attempts, trace };
  const { problems, ...totals } = trace;
  return { source, jobs, attempts, trace: { ...totals, malformedLines: problems.length } };
}
