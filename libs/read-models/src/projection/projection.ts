import { exhausted } from '#domain/decision';
import {
  CONTEXT_OF_FACT,
  isFactType,
  type FactEvent,
  type HeaterFact,
  type MeteringFact,
} from '#domain/facts';
import { TelemetryRecorded, readEvent, type DomainEvent } from '#events';
import type { Keys } from '#ports/keys';
import { Changes } from '../changes.js';
import { WHOLE, type Partition } from '../partitions.js';
import type { ProjectionStore } from '../projection-store.js';
import { foldBatch } from './fold-batch.js';
import { foldIssued, foldRendered } from './fold-document.js';
import { foldAttested, foldMeterCurve, foldReconciled } from './fold-evidence.js';
import { foldAccruals, foldMoney } from './fold-money.js';
import { foldEdges } from './fold-edges.js';
import { foldLifecycle } from './fold-lifecycle.js';
import { foldHeaterFact } from './fold-heater-fact.js';
import { foldClosed, foldCut, foldPlan, foldProofs, foldSetAside, foldUsage } from './fold-period.js';
import { FoldState, type Place } from './fold-state.js';
import { foldTelemetry, telemetryStream, type TelemetryStream } from './fold-telemetry.js';
import type { LogRow, LogSource } from './log-source.js';
import { rowsOf } from './heater-rows.js';
import { loadState } from './load-state.js';
import { LogFault, ProjectionStopped, isAway } from './stop.js';

/** Days of a heater kept in memory between commits. */
const DAYS_KEPT = 1;

const NEVER = new AbortController().signal;

const isFact = (event: DomainEvent): event is FactEvent => isFactType(event.type);
const isOfHeater = (event: FactEvent): event is HeaterFact | MeteringFact => {
  const context = CONTEXT_OF_FACT[event.type];
  return context === 'heater' || context === 'metering';
};

/** What every partition folds, whatever it writes of it; the rest is of no heater. */
const OF_EVERY_PARTITION: ReadonlySet<string> = new Set<DomainEvent['type']>([
  'PeriodClosing',
  'PeriodClosed',
  'UsageSealed',
]);

/** One fold over the log into the read models: rebuild and live differ only in how often they commit. */
export class Projection {
  private readonly streams = new Map<number, TelemetryStream | 'other' | null>();
  private telemetryType = -1;
  private uncommitted = 0;

  private constructor(
    private readonly state: FoldState,
    private next: number,
  ) {}

  /**
   * Goes on from the checkpoint of a store, which is of the same partition. Waits until partition 0 has passed it.
   * Errors: where that takes too long, or the signal is given.
   */
  static async load(
    store: ProjectionStore,
    log: LogSource,
    keys: Keys,
    partition: Partition = WHOLE,
    signal: AbortSignal = NEVER,
  ): Promise<Projection> {
    const state = new FoldState(store, log, keys, partition);
    return new Projection(state, await loadState(state, signal));
  }

  get nextIndex(): number {
    return this.next;
  }

  /** Events folded and not yet written. */
  get pendingEvents(): number {
    return this.uncommitted;
  }

  /** Days of heaters fetched since the last commit: facts that reach far back fill the memory with them. */
  get daysLoaded(): number {
    return this.state.daysLoaded;
  }

  /**
   * Folds the next event. A promise only where something must be fetched or written.
   * Errors: `ProjectionStopped`, or that of a server that is away; what was folded since the last commit is then spoilt.
   */
  fold(row: LogRow): void | Promise<void> {
    try {
      const done = this.apply(row);
      if (done !== undefined)
        return done.then(
          () => this.passed(),
          (error: unknown) => Promise.reject(this.stopped(row, error)),
        );
      this.passed();
    } catch (error) {
      throw this.stopped(row, error);
    }
  }

  /** Writes what is folded, rows and checkpoint in one transaction. */
  async commit(): Promise<void> {
    if (this.uncommitted === 0) return;
    const { state } = this;
    for (const row of state.takeTouched()) state.changes.put('touched', row);
    const shelves = [...state.changed].sort((a, b) => (a.heater < b.heater ? -1 : 1));
    state.changes.heaters = rowsOf(shelves);
    const last = await state.log.idAt(this.next - 1);
    await state.store.commit(state.changes, this.next - this.uncommitted, this.next, last);
    state.changes = new Changes();
    for (const shelf of shelves) {
      shelf.changed = false;
      shelf.book.written();
      shelf.letGo(DAYS_KEPT);
    }
    state.changed.clear();
    state.daysLoaded = 0;
    this.uncommitted = 0;
  }

  private passed(): void {
    this.next++;
    this.uncommitted++;
  }

  /** An event that cannot be applied stops the projection; a server that is away says nothing of the event. */
  private stopped(row: LogRow, error: unknown): Error {
    if (isAway(error)) return error;
    const [index, stream, , type] = row;
    const message = error instanceof Error ? error.message : String(error);
    const { log } = this.state;
    return new ProjectionStopped({ index, stream: log.nameOf(stream), type: log.nameOf(type), message });
  }

  private apply(row: LogRow): void | Promise<void> {
    const [index, streamNumber, revision, type, version, recordedAt, data] = row;
    if (index !== this.next) throw new LogFault('INDEX_GAP', `event ${index} where ${this.next} follows`);
    const { state } = this;
    if (type === this.telemetryType) {
      const stream = this.streamOf(streamNumber);
      if (stream === 'other') return;
      if (stream === null) throw new LogFault('WRONG_STREAM', 'telemetry outside a telemetry stream');
      return foldTelemetry(state, stream, { index, stream: '', revision, version, recordedAt }, data);
    }
    const typeName = state.log.nameOf(type);
    if (typeName === TelemetryRecorded.type) {
      this.telemetryType = type;
      return this.apply(row);
    }
    if (!state.keepsShared && !isFactType(typeName) && !OF_EVERY_PARTITION.has(typeName)) return;
    const place = { index, stream: state.log.nameOf(streamNumber), revision, version, recordedAt };
    return this.applyOther(readEvent({ type: typeName, version, data }), place, data);
  }

  private streamOf(number: number): TelemetryStream | 'other' | null {
    let stream = this.streams.get(number);
    if (stream === undefined) {
      stream = telemetryStream(this.state, this.state.log.nameOf(number));
      this.streams.set(number, stream);
    }
    return stream;
  }

  private applyOther(event: DomainEvent, place: Place, data: string): void | Promise<void> {
    if (isFact(event)) return this.applyFact(event, place, data);
    const { state } = this;
    switch (event.type) {
      case 'PeriodClosing':
        return this.commit().then(() => foldCut(state, event, place));
      case 'PeriodClosed':
        return foldClosed(state, event);
      case 'UsageSealed':
        return foldUsage(state, event);
      case 'DocumentsPlanned':
        return foldPlan(state, event);
      case 'DocumentSetAside':
        return foldSetAside(state, event);
      case 'DwellingProofsSealed':
        return foldProofs(state, event);
      case 'InvoiceIssued':
      case 'CreditNoteIssued':
      case 'SelfBilledInvoiceIssued':
      case 'SelfBilledCreditNoteIssued':
      case 'RepaymentStatementIssued':
      case 'RepaymentCorrectionIssued':
      case 'PrepaymentInvoiceIssued':
      case 'CorrectedInvoiceIssued':
        return foldIssued(state, event.data, place);
      case 'DocumentRendered':
        return foldRendered(state, event, place);
      case 'DocumentSent':
      case 'DocumentDisputed':
      case 'DisputeSettled':
      case 'PlatformStatusRecorded':
        return foldLifecycle(state, event, place);
      case 'AccrualsPosted':
        return foldAccruals(state, event, place);
      case 'MoneyReceived':
      case 'MoneyPaid':
      case 'SetOffMade':
      case 'CreditNoteApplied':
        return foldMoney(state, event, place);
      case 'EntriesBatchCut':
        return foldBatch(state, event, place);
      case 'ResidentCarrySealed':
      case 'DocumentLines':
        return;
      case 'MeterCurveRecorded':
        return foldMeterCurve(state, event, place);
      case 'ReconciliationAccepted':
        return foldReconciled(state, event, place);
      case 'TransitAttested':
        return foldAttested(state, event, place);
      case 'TelemetryRecorded':
        throw new LogFault('WRONG_STREAM', 'telemetry is folded by itself');
      default:
        return exhausted(event);
    }
  }

  private applyFact(event: FactEvent, place: Place, data: string): void | Promise<void> {
    const { state } = this;
    const { index, stream, revision, version, recordedAt } = place;
    const { type } = event;
    state.remember(event, index);
    if (state.keepsShared)
      state.changes.put('fact', {
        idx: index,
        stream,
        revision,
        type,
        version,
        recorded_at: recordedAt,
        data,
      });
    if (!isOfHeater(event) || !state.isOwn(event.data.heater)) return foldEdges(state, event, index);
    return foldHeaterFact(state, event, index).then(() => foldEdges(state, event, index));
  }
}
