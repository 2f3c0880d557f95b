import { invariant, type Refusal } from '#domain/decision';
import { faultsAgainst, reasonsOf } from '#domain/documents';
import { derivedId, makeEvent } from '#events';
import { NO_STREAM } from '#event-store';
import { checkClose } from './check.js';
import { computeClose, type ComputedClose } from './compute.js';
import { DailyUsages } from './daily-usages.js';
import type { CloseCommand, CloseOutcome, ClosedPeriod, ClosingDeps, OnProgress } from './deps.js';
import { Issuer } from './issue.js';
import {
  periodStream,
  readPeriod,
  say,
  StoreRefused,
  type PeriodState,
  type Writer,
} from './period-stream.js';
import { accrualEvents } from './accrual-events.js';
import { assertAsPlanned, closedEvent, plannedEvents, proofEvents, usageEvents } from './plan-events.js';

/** Version of the rules by which this code computes a month; a replay uses the one named in the cut. */
export const RULES_VERSION = 1;

/**
 * Closes a month: check, cut, sealed usage, plan, documents, proofs, seal. Started again after a break, or by two
 * processes at once, it goes on from what the streams hold: the same documents and numbers, nothing twice.
 * Refuses with everything that is missing; throws `StoreRefused` where the log takes no more for now.
 */
export async function closePeriod(
  deps: ClosingDeps,
  command: CloseCommand,
  onProgress: OnProgress = () => undefined,
): Promise<CloseOutcome> {
  const before = await readPeriod(deps.store, command.period);
  if (before.closed !== null) return outcomeOf(before, true);
  if (before.closing === null) {
    onProgress('checking', 0, 1);
    const { cutAlone = (work) => work(deps) } = deps;
    const refusals = await cutAlone((alone) => checkAndCut({ ...deps, ...alone }, command));
    if (refusals.length > 0) return { status: 'refused', refusals };
  }
  const cut = await readPeriod(deps.store, command.period);
  await goOn(deps, command, cut, onProgress);
  const closed = await readPeriod(deps.store, command.period);
  if (closed.closed !== null) await deps.waitUntilProjected(closed.closed.index);
  onProgress('closed', 1, 1);
  return outcomeOf(closed, false);
}

/** Refusals, or none and the cut is made. */
async function checkAndCut(deps: ClosingDeps, command: CloseCommand): Promise<readonly Refusal[]> {
  const refusals = await checkClose(deps, command);
  if (refusals.length === 0) await makeCut(deps, command);
  return refusals;
}

/** The cut. Where another close made it first, theirs stands, issue date and all. */
async function makeCut(
  deps: ClosingDeps,
  { period, issueDate, actor, commandId }: CloseCommand,
): Promise<void> {
  const event = makeEvent(
    { type: 'PeriodClosing', data: { period, issueDate, rulesVersion: RULES_VERSION } },
    {
      id: derivedId(`period/${period}/closing`),
      recordedAt: deps.clock.now(),
      actor,
      commandId,
      causation: null,
    },
  );
  const [outcome] = await deps.store.append([
    { stream: periodStream(period), expectedRevision: NO_STREAM, events: [event] },
  ]);
  invariant(outcome !== undefined, 'the store left an append unanswered');
  if (outcome.kind === 'failed') throw new StoreRefused(outcome.code, outcome.message);
}

async function goOn(
  deps: ClosingDeps,
  { period, actor, commandId }: CloseCommand,
  state: PeriodState,
  onProgress: OnProgress,
): Promise<void> {
  const { closing } = state;
  invariant(closing !== null, `${period} has no cut`);
  invariant(
    closing.data.rulesVersion === RULES_VERSION,
    `rules ${closing.data.rulesVersion} are not known here`,
  );
  onProgress('sealing', 0, 1);
  await deps.waitUntilProjected(closing.index);
  const computed = await computeClose(deps.reads, { period, index: closing.index });
  assertAsPlanned(state, computed);
  const writer: Writer = {
    store: deps.store,
    period,
    recordedAt: () => deps.clock.now(),
    actor,
    commandId,
    causation: closing.id,
  };
  const afterUsage = await say(writer, 1, usageEvents(period, computed));
  onProgress('planning', 0, 1);
  const afterPlan = await say(writer, afterUsage, plannedEvents(period, computed));
  const afterAccruals = await say(writer, afterPlan, accrualEvents(period, computed, state));
  const afterIssue = await issueAll(deps, writer, closing, computed, afterAccruals, onProgress);
  onProgress('proving', 0, 1);
  const afterProofs = await say(writer, afterIssue, proofEvents(period, computed));
  await say(writer, afterProofs, [closedEvent(await readPeriod(deps.store, period), computed)]);
}

/** Documents of one transaction: some hundred kilobytes. */
const ISSUED_TOGETHER = 100;

async function issueAll(
  deps: ClosingDeps,
  writer: Writer,
  closing: NonNullable<PeriodState['closing']>,
  computed: ComputedClose,
  from: number,
  onProgress: OnProgress,
): Promise<number> {
  const { issueDate, period } = closing.data;
  const { actor, commandId, causation } = writer;
  const meta = { recordedAt: writer.recordedAt(), actor, commandId, causation };
  const usages = new DailyUsages(deps.reads, { period, sealed: computed.sealed });
  const issuer = new Issuer(deps, computed.facts, computed.facts, {
    period,
    cutIndex: closing.index,
    issueDate,
    meta,
    dailyOf: (draft) => usages.of(draft),
  });
  const { drafts } = computed;
  let revision = from;
  for (let at = 0; at < drafts.length; at += ISSUED_TOGETHER) {
    onProgress('issuing', at, drafts.length);
    const judged = drafts
      .slice(at, at + ISSUED_TOGETHER)
      .map((draft) => ({ draft, mend: faultsAgainst(computed.facts, draft, issueDate) }));
    await issuer.issue(judged.flatMap(({ draft, mend }) => (mend.length === 0 ? [draft] : [])));
    const setAside = judged.filter(({ mend }) => mend.length > 0);
    revision = await say(
      writer,
      revision,
      setAside.map(({ draft: { planned }, mend }) => ({
        event: {
          type: 'DocumentSetAside',
          data: { period, planned, reasons: reasonsOf(mend), mend: [...mend] },
        },
        identity: `set-aside/${planned}`,
      })),
    );
  }
  return revision;
}

function outcomeOf(state: PeriodState, repeated: boolean): ClosedPeriod {
  const { closing, closed, setAside, events } = state;
  invariant(closing !== null && closed !== null, 'a close without its seal');
  const { attributedWh, creditedWh, uncreditableWh, pendingWh, documents, cutIndex } = closed.data;
  const ends = events.filter(({ type }) => type === 'PeriodClosing' || type === 'PeriodClosed');
  return {
    status: 'closed',
    period: closed.data.period,
    issueDate: closing.data.issueDate,
    repeated,
    cutIndex,
    closedIndex: closed.index,
    documents,
    setAside: setAside.map(({ planned, reasons, mend = [] }) => ({ planned, reasons, mend })),
    energy: { attributedWh, creditedWh, uncreditableWh, pendingWh },
    events: ends.map(({ type, stream, revision }) => ({ type, stream, revision })),
  };
}
