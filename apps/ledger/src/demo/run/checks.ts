import type { SealedTotals } from './sealed-usage.js';
import type { DemoSummary } from './summary.js';

/** What must hold whatever the month was like; each failure is a sentence. None: all is well. */
export function failures(summary: DemoSummary, sealed: SealedTotals): string[] {
  return [
    ...booksFail(summary),
    ...documentsFail(summary),
    ...energyFails(summary, sealed),
    ...workFails(summary, sealed),
    ...intakeFails(summary),
    ...adjustmentsFail(summary),
  ];
}

function documentsFail({ documents: { planned, issued, setAside }, money }: DemoSummary): string[] {
  const failed: string[] = [];
  if (issued === 0 || issued + setAside.length !== planned)
    failed.push(`Of ${planned} documents ${issued} are issued and ${setAside.length} set aside.`);
  if (money.openCents < 0) failed.push(`Invoices are overpaid by ${-money.openCents} cents.`);
  return failed;
}

function booksFail({ books, accounts }: DemoSummary): string[] {
  if (!accounts.monthEndBalanced) return ['The books do not balance at the end of the month.'];
  return books.balanced && books.debit.amount === books.credit.amount
    ? []
    : [`The books do not balance: debit ${books.debit.amount}, credit ${books.credit.amount} EUR.`];
}

/** A change of some 80 Wh is worth less than a cent: it makes no line. A few lines may change by so little. */
const UNSHOWN_WH_MAX = 600;

function energyFails({ energy, buildings }: DemoSummary, sealed: SealedTotals): string[] {
  const { attributedWh, creditedWh, uncreditableWh, pendingWh, conserved } = energy;
  const failed: string[] = [];
  if (!conserved || attributedWh !== creditedWh + uncreditableWh + pendingWh || attributedWh === 0)
    failed.push(
      `Energy is not conserved: ${attributedWh} Wh attributed, ${creditedWh} credited, ${uncreditableWh} uncreditable, ${pendingWh} pending.`,
    );
  const sealedWh = sealed.energyWh.credited + sealed.energyWh.uncreditable + sealed.energyWh.pending;
  if (sealedWh !== attributedWh)
    failed.push(`The sealed usage holds ${sealedWh} Wh, the month ${attributedWh} Wh.`);
  if (energy.toldWh !== attributedWh)
    failed.push(`The registers say ${energy.toldWh} Wh, the ledger attributed ${attributedWh} Wh.`);
  const { mendedToldWh, adjustedWh } = energy;
  if (Math.abs(mendedToldWh - energy.toldWh - adjustedWh) > UNSHOWN_WH_MAX)
    failed.push(
      `With what came late the registers say ${mendedToldWh} Wh; documents say ${energy.toldWh} Wh, adjusted by ${adjustedWh}.`,
    );
  if (sealed.heaters !== buildings.heaters)
    failed.push(`The usage of ${sealed.heaters} heaters is sealed, not of ${buildings.heaters}.`);
  return failed;
}

function workFails({ jobs, workOfBothCoreMs: both }: DemoSummary, sealed: SealedTotals): string[] {
  const { billed, free, unbillable, pending } = sealed.workCoreMs;
  const found = billed + free + unbillable + pending;
  const parts = `${found} core·ms = ${billed} billed + ${free} free + ${unbillable} unbillable + ${pending} pending`;
  const failed: string[] = [];
  if (both.told !== both.settled + both.pending)
    failed.push(
      `The heaters told ${both.told} core·ms in all; ${both.settled} are settled and ${both.pending} pending.`,
    );
  // What a silent heater computed counts in the month in which it tells it.
  if (jobs.trace !== null && both.told !== jobs.trace.coreMs)
    failed.push(
      `The job list holds ${jobs.trace.coreMs} core·ms, both months ${both.told}; the first ${parts}.`,
    );
  return failed;
}

/** Documented + adjusted = worth now, line by line; of a resident less may be taken than was credited too much. */
function adjustmentsFail({ adjustments }: DemoSummary): string[] {
  return adjustments.lines.flatMap(
    ({ key, documentedCents, changeCents, worthCents, takenFromResident }): string[] => {
      if (worthCents === null) return [];
      const leftCents = documentedCents + changeCents - worthCents;
      if (leftCents === 0 || (leftCents > 0 && takenFromResident)) return [];
      return [
        `${key}: documented ${documentedCents} and adjusted ${changeCents} cents, but worth ${worthCents}.`,
      ];
    },
  );
}

function intakeFails({ telemetry, workCoreMs }: DemoSummary): string[] {
  const { told, billed, free, unbillable, pending } = workCoreMs;
  const failed: string[] = [];
  if (telemetry.recorded !== telemetry.uploads + telemetry.sentTwice)
    failed.push(`${telemetry.uploads} uploads were sent, ${telemetry.recorded} answers say recorded.`);
  if (told !== billed + free + unbillable + pending)
    failed.push(
      `The heaters told ${told} core·ms of work, the ledger holds ${billed + free + unbillable + pending}.`,
    );
  return failed;
}
