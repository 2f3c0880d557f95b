import {
  encodeUpload,
  headText,
  makeEvent,
  seal,
  type AttemptEnd,
  type DomainEvent,
  type NewEvent,
  type Slice,
} from '#events';
import type { Keys } from '#ports/keys';
import { company, chart, dwelling, PARIS, POINT_A, POINT_B, site } from '../samples/heated-block.js';
import { windowsTold, type Action } from './replay-actions.js';
import { MemoryEventStore } from '../doubles/memory-event-store.js';

const HOUR_MS = 3_600_000;
const START_MS = Date.parse('2026-08-28T00:00:00Z');
const HEATERS = ['h1', 'h2'] as const;
const MONTHS = ['2026-08', '2026-09', '2026-10'] as const;

interface HeaterNow {
  readonly name: (typeof HEATERS)[number];
  number: number;
  at: number;
  mainWh: number;
  /** Placements are told in order. */
  placedAt: number;
}

/** Plays actions into a log: two heaters, one plain and one sealed, in a block of two meters. */
export class ReplayedLog {
  readonly store = new MemoryEventStore();
  private readonly heaters: HeaterNow[] = HEATERS.map((name) => ({
    name,
    number: 0,
    at: START_MS,
    mainWh: 1000,
    placedAt: START_MS - HOUR_MS,
  }));
  private readonly revisions = new Map<string, number>();
  private made = 0;
  private now = START_MS;
  private closed = 0;

  constructor(private readonly keys: Keys) {}

  async begin(): Promise<void> {
    const rules = { gapLimitMs: HOUR_MS, powerTolerancePermille: 50, futureToleranceMs: 300_000 };
    await this.told('installation', { type: 'MeteringRulesSet', data: rules });
    await this.told('installation', {
      type: 'ZoneOffsetsRecorded',
      data: { zone: PARIS.zone, offsets: PARIS.offsets.map((offset) => ({ ...offset })) },
    });
    await this.told('company', company, chart);
    await this.told('site-block', site(), dwelling('a1'));
    for (const supplyPoint of [POINT_A, POINT_B])
      await this.told(
        `supply-point-${supplyPoint}`,
        {
          type: 'SupplyPointRegistered',
          data: { supplyPoint, site: 'block', dwelling: null, option: 'hphc', subscribedKva: 9 },
        },
        this.holder(supplyPoint, '2026-01-01', 'owner-1'),
      );
    for (const { name } of this.heaters) await this.commission(name);
  }

  async play(one: Action): Promise<void> {
    switch (one.what) {
      case 'upload':
        return this.upload(one);
      case 'close':
        return this.close(one.skipDays);
      case 'windows':
        return this.windows(one);
      case 'release':
      case 'discard':
      case 'end':
      case 'rules':
      case 'holder':
        return this.decide(one);
      default:
        return this.fact(one);
    }
  }

  private async commission(heater: string): Promise<void> {
    await this.told(
      `heater-${heater}`,
      {
        type: 'HeaterCommissioned',
        data: {
          heater,
          model: 'Q.rad',
          processorModel: 'i7',
          processors: 4,
          cores: 16,
          ratedMainW: 500,
          ratedAuxW: 500,
          registerDigits: 6,
          meterClass: 'B',
          meterCertificate: 'LNE',
        },
      },
      { type: 'HeaterEpochOpened', data: { heater, epoch: 0, publicKey: null, reason: 'first' } },
      {
        type: 'HeaterInstalled',
        data: {
          heater,
          at: START_MS - HOUR_MS,
          site: 'block',
          supplyPoint: POINT_A,
          dwelling: 'a1',
          mainWh: 900,
          auxWh: 0,
        },
      },
    );
  }

  private async upload(one: Extract<Action, { what: 'upload' }>): Promise<void> {
    const heater = this.heaters[one.heater]!;
    const readings = one.steps.map(({ minutes, share }) => {
      heater.at += minutes * 60_000;
      heater.mainWh = (heater.mainWh + Math.floor((minutes * share * 9) / 600)) % 1_000_000;
      return { at: heater.at, mainWh: heater.mainWh, clock: 2 };
    });
    const last = readings.at(-1)!;
    this.now = Math.max(this.now, last.at + 5_000);
    if (one.fault === 'fall') last.mainWh = Math.max(0, last.mainWh - 700);
    if (one.fault === 'jump') last.mainWh += 20_000;
    if (one.fault === 'back') last.at -= 9 * HOUR_MS;
    if (one.fault === 'future') last.at += 400 * HOUR_MS;
    if (one.fault === 'clock') last.clock = 0;
    const wire = encodeUpload({
      heater: heater.name,
      epoch: 0,
      number: heater.number++,
      readings: {
        at: readings.map((reading) => reading.at),
        mainWh: readings.map((reading) => reading.mainWh),
        auxWh: readings.map(() => 0),
        mode: readings.map(() => 0),
        clock: readings.map((reading) => reading.clock),
        ...(one.room === null ? {} : roomOf(one.room, readings.length)),
      },
      ...workOf(one, readings[0]!.at, heater.at),
      salt: Buffer.alloc(16, heater.number).toString('base64url'),
    });
    const { head, signature, body } = wire;
    const month = new Date(head.from).toISOString().slice(0, 7);
    const key = await this.keys.obtain(`heater:${heater.name}:${month}`);
    const sealed = { keyId: key.keyId, sealed: seal(key.key, JSON.stringify(body), headText(head)) };
    const data = { head, signature, ...(heater.name === 'h1' ? { body } : sealed) };
    await this.append(`telemetry-${heater.name}-0`, [
      { ...this.meta(), type: 'TelemetryRecorded', version: 1, data: JSON.stringify(data) },
    ]);
  }

  private async fact(
    one: Exclude<Action, { what: 'upload' | 'close' | 'windows' } | { job: number }>,
  ): Promise<void> {
    const now = this.heaters[one.heater]!;
    const { name: heater, mainWh } = now;
    const at = this.now - one.hoursBack * HOUR_MS + one.minutes * 1000;
    if (one.what === 'move' || one.what === 'remove') {
      if (at <= now.placedAt) return;
      now.placedAt = at;
    }
    const to = at + one.minutes * 60_000;
    const registers = { mainWh: Math.max(0, mainWh + one.off - Math.max(0, one.hoursBack) * 100), auxWh: 0 };
    const place = { site: 'block', supplyPoint: POINT_B, dwelling: null };
    const span = { heater, from: at, to };
    const stream = ['correct', 'estimate', 'aside'].includes(one.what) ? 'metering' : 'heater';
    const events: Record<typeof one.what, DomainEvent> = {
      move: { type: 'HeaterMoved', data: { heater, at, ...place, ...registers } },
      remove: { type: 'HeaterRemoved', data: { heater, at, ...registers, reason: 'gone' } },
      exchange: {
        type: 'HeaterMeterExchanged',
        data: {
          heater,
          at,
          oldMainWh: registers.mainWh,
          oldAuxWh: 0,
          newMainWh: registers.mainWh,
          newAuxWh: 0,
        },
      },
      opened: { type: 'HeaterOpened', data: { heater, at } },
      correct: {
        type: 'EnergyCorrected',
        data: { correction: `c${this.made}`, ...withRegister(span), energyWh: 77, reason: 'meter faulty' },
      },
      estimate: {
        type: 'EstimateAccepted',
        data: { ...span, mainWh: 50, auxWh: 0, method: 'as before', acceptedBy: 'ana' },
      },
      aside: { type: 'SpanSetAside', data: { ...span, reason: 'later', acceptedBy: 'ana' } },
    };
    await this.told(`${stream}-${heater}`, events[one.what]);
  }

  private async decide(one: Extract<Action, { job: number }>): Promise<void> {
    const { name: heater } = this.heaters[one.heater]!;
    const from = this.now - one.hoursBack * HOUR_MS;
    const span = { heater, from, to: this.now, reason: 'looked at' };
    switch (one.what) {
      case 'release':
        return this.told(`metering-${heater}`, { type: 'HeldSpanReleased', data: span });
      case 'discard':
        return this.told(`metering-${heater}`, { type: 'HeldSpanDiscarded', data: span });
      case 'end':
        return this.told(`metering-${heater}`, {
          type: 'AttemptEndDeclared',
          data: { heater, job: `job-${one.job}`, attempt: 1, at: from, outcome: 'failed', reason: 'gone' },
        });
      case 'rules':
        return this.told('installation', {
          type: 'MeteringRulesSet',
          data: {
            gapLimitMs: HOUR_MS + one.job * 60_000,
            powerTolerancePermille: 50,
            futureToleranceMs: 300_000,
          },
        });
      case 'holder': {
        const day = new Date(from).toISOString().slice(0, 10);
        return this.told(`supply-point-${POINT_A}`, this.holder(POINT_A, day, `owner-${one.job}`));
      }
    }
  }

  private windows(one: Extract<Action, { what: 'windows' }>): Promise<void> {
    const supplyPoint = one.atB ? POINT_B : POINT_A;
    return this.told(`supply-point-${supplyPoint}`, windowsTold(one, supplyPoint, this.now));
  }

  private async close(skipDays: number): Promise<void> {
    const period = MONTHS[this.closed];
    if (period === undefined) return;
    this.now += skipDays * 24 * HOUR_MS;
    this.closed++;
    await this.told(`period-${period}`, {
      type: 'PeriodClosing',
      data: { period, issueDate: `${period}-28`, rulesVersion: 1 },
    });
  }

  private holder(supplyPoint: string, from: string, owner: string): DomainEvent {
    return { type: 'SupplyPointHolderSet', data: { supplyPoint, from, holder: { kind: 'owner', owner } } };
  }

  private meta(): Omit<NewEvent, 'type' | 'version' | 'data'> {
    const id = `0192f0c4-0000-7000-8000-${String(++this.made).padStart(12, '0')}`;
    return { id, recordedAt: this.now, actor: 'person:ana', commandId: id, causation: null };
  }

  private async told(stream: string, ...events: readonly DomainEvent[]): Promise<void> {
    await this.append(
      stream,
      events.map((event) => makeEvent(event, this.meta())),
    );
  }

  private async append(stream: string, events: readonly NewEvent[]): Promise<void> {
    const expectedRevision = this.revisions.get(stream) ?? -1;
    const [outcome] = await this.store.append([{ stream, expectedRevision, events }]);
    if (outcome?.kind !== 'appended') throw new Error(`not appended to ${stream}`);
    this.revisions.set(stream, outcome.lastRevision);
  }
}

/** A room that warms by a tenth of a degree from one reading to the next. */
const roomOf = (deciC: number, readings: number) => ({
  roomDeciC: Array.from({ length: readings }, (_, k) => deciC + k),
  targetDeciC: new Array<number>(readings).fill(200),
});

const withRegister = (span: { heater: string; from: number; to: number }) => ({
  heater: span.heater,
  register: 'main' as const,
  from: span.from,
  to: span.to,
});

function workOf(
  one: Extract<Action, { what: 'upload' }>,
  from: number,
  to: number,
): { readonly slices: readonly Slice[]; readonly attemptEnds: readonly AttemptEnd[] } {
  if (one.work === null) return { slices: [], attemptEnds: [] };
  const job = `job-${one.work.job}`;
  const contract = one.work.burn ? 'burn' : 'acme';
  const done = { coreMs: to - from, ghzMs: 3 * (to - from), model: 'i7', plan: 'standard' };
  return {
    slices: [{ job, attempt: 1, contract, from, to, ...done }],
    attemptEnds: one.work.ends ? [{ job, attempt: 1, at: to, outcome: 'completed' }] : [],
  };
}
