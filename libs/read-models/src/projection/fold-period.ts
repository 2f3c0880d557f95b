import type {
  DocumentSetAside,
  DocumentsPlanned,
  DwellingProofsSealed,
  PeriodClosed,
  PeriodClosing,
  UsageSealed,
} from '#events';
import { invariant } from '#domain/decision';
import type { FoldState, Place } from './fold-state.js';
import { sealMonths } from './seal-months.js';
import { endsWith, joinedParts, sealedWhole } from './sealed-standing.js';

/** Documents of one chunk of a plan are fewer than this: places in the plan ascend over chunks. */
const CHUNK_PLACES = 1_000;

/** The cut: the month is frozen before any later event is folded. Everything before must be written. */
export async function foldCut(state: FoldState, event: PeriodClosing, place: Place): Promise<void> {
  const { period, issueDate, rulesVersion } = event.data;
  invariant(period > state.lastCut, `month ${period} is cut after ${state.lastCut}`);
  for await (const { row, billed } of sealMonths(state, period, place.index)) {
    state.changes.put('sealed_heater', row);
    if (billed.length > 0)
      state.changes.put('billed_days', { cut: period, heater: row.heater, data: JSON.stringify(billed) });
  }
  const cut = {
    period,
    idx: place.index,
    issue_date: issueDate,
    rules_version: rulesVersion,
    recorded_at: place.recordedAt,
    status: 'closing',
  };
  if (state.keepsShared) state.changes.put('cut', cut);
  state.cutMonths([...state.cuts, cut]);
  state.factsSinceCut = [];
}

export function foldClosed(state: FoldState, { data }: PeriodClosed): void {
  state.cuts = state.cuts.map((cut) => (cut.period === data.period ? { ...cut, status: 'closed' } : cut));
  if (state.keepsShared) state.changes.closed.push(data.period);
}

export function foldPlan(state: FoldState, { data }: DocumentsPlanned): void {
  data.documents.forEach((document, i) => {
    const { planned, kind, series, party, netCents, grossCents } = document;
    state.changes.put('planned_document', {
      period: data.period,
      ord: data.chunk * CHUNK_PLACES + i,
      planned,
      kind,
      series,
      party,
      net_cents: netCents,
      gross_cents: grossCents,
      status: 'planned',
      reasons: '[]',
    });
  });
}

export function foldSetAside(state: FoldState, { data }: DocumentSetAside): void {
  const { planned, reasons } = data;
  state.changes.plannedStatus.push({ planned, status: 'set-aside', reasons: JSON.stringify(reasons) });
}

/** What was sealed of a heater whose readings of that month are erased stands as it was. */
export async function foldUsage(state: FoldState, { data }: UsageSealed): Promise<void> {
  const { period, chunk, heaters } = data;
  const erased = (heater: string): boolean =>
    state.shelves.get(heater)?.erasure?.months.includes(period) === true;
  for (const heater of new Set(heaters.map((sealed) => sealed.heater))) {
    if (!erased(heater)) continue;
    const goesOn = heater === heaters[0]!.heater && (await endsWith(state.log, period, chunk - 1, heater));
    const sealed = goesOn
      ? await sealedWhole(state.log, heater, period)
      : joinedParts(heaters.filter((one) => one.heater === heater));
    state.changes.put('sealed_heater', { cut: period, period, heater, data: JSON.stringify(sealed) });
  }
}

export function foldProofs(state: FoldState, { data }: DwellingProofsSealed): void {
  for (const proof of data.proofs)
    state.changes.put('proof', {
      period: data.period,
      site: proof.site,
      dwelling: proof.dwelling,
      resident: proof.resident,
      from_day: proof.from,
      to_day: proof.to,
      status: proof.status,
      reasons: JSON.stringify(proof.reasons),
      main_wh: proof.mainWh,
      aux_wh: proof.auxWh,
      own_cost_cents: proof.ownCostCents,
      credited_cents: proof.creditedCents,
      short_cents: proof.shortCents,
      payer: proof.payer,
      value_cents: proof.valueCents ?? null,
      sensed_s: proof.sensedS ?? null,
      at_setpoint_s: proof.atSetpointS ?? null,
      planned: JSON.stringify(proof.planned),
    });
}
