import { Inject, Injectable } from '@nestjs/common';
import type { Kysely } from 'kysely';
import { DAY_MS, lastDay, monthSpan } from '#domain/calendar';
import { zoneAt } from '#domain/attribution';
import { modesOf, openedHeater, type ModeComparison, type OpenedHeater } from '#domain/claims';
import type { Facts, HeaterFacts } from '#domain/facts';
import { coveredFrom, coveredTo, type DayCell, type DayWork } from '#domain/metering';
import type { SealedHeater, SealedWork } from '#events';
import type { Tables } from '#read-models';
import { shelfOf } from '#read-models/projection';
import { READ_MODELS } from '../../tokens.js';

interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** The month in the zone in which the heater stood at its end. */
const spanOf = (facts: Facts, heater: string, period: string): Span =>
  monthSpan(zoneAt(facts, heater, Date.parse(`${lastDay(period)}T00:00:00Z`)), period);

/** Openings that overlap a span. */
const openingsIn = ({ opened }: HeaterFacts, { fromMs, toMs }: Span) =>
  opened.filter((span) => span.from < toMs && (span.to ?? Number.POSITIVE_INFINITY) > fromMs);

const wasLowPower = ({ modes }: HeaterFacts, { fromMs, toMs }: Span): boolean =>
  modes.some(
    ({ from, mode }, i) =>
      mode === 'low-power' && from < toMs && (modes[i + 1]?.from ?? Number.POSITIVE_INFINITY) > fromMs,
  );

export interface OpenedHeaters {
  readonly heaters: readonly OpenedHeater[];
  readonly openings: readonly { readonly heater: string; readonly atMs: number }[];
}

/** Reads cells and work of the few heaters that a claim is about. */
@Injectable()
export class HeaterMonth {
  constructor(@Inject(READ_MODELS) private readonly models: Kysely<Tables>) {}

  /** Heaters whose case was open at some time of the month, by facts of now: an opening may be told late. */
  async opened(facts: Facts, period: string): Promise<OpenedHeaters> {
    const heaters: OpenedHeater[] = [];
    const openings: { heater: string; atMs: number }[] = [];
    for (const [heater, known] of [...facts.heaters].sort(([a], [b]) => (a < b ? -1 : 1))) {
      if (known.opened.length === 0) continue;
      const span = spanOf(facts, heater, period);
      const open = openingsIn(known, span);
      if (open.length === 0) continue;
      openings.push(...open.map(({ from: atMs }) => ({ heater, atMs })));
      const work = await this.work(heater, span, true);
      const input = { heater, openings: open.length, work, sealed: await this.sealedWork(heater, period) };
      heaters.push(openedHeater(facts, period, input));
    }
    return { heaters, openings };
  }

  /** Heaters that were in low power at some time of the month, against their own normal mode. */
  async lowPower(facts: Facts, period: string): Promise<ModeComparison[]> {
    const found: ModeComparison[] = [];
    for (const [heater, known] of [...facts.heaters]) {
      if (known.modes.length === 0) continue;
      const span = spanOf(facts, heater, period);
      if (!wasLowPower(known, span)) continue;
      const state = await this.models
        .selectFrom('heater_state')
        .selectAll()
        .where('heater', '=', heater)
        .executeTakeFirst();
      if (state === undefined) continue;
      const { meter } = shelfOf(state);
      const metered = {
        heater,
        cells: await this.cells(heater, span),
        work: await this.work(heater, span, false),
        pending: [...meter.attempts.pending.values()].flat(),
        held: [],
        coveredFrom: coveredFrom(meter),
        coveredTo: coveredTo(meter),
        end: null,
        before: null,
        after: null,
      };
      found.push(modesOf(metered, known.modes, span.fromMs, span.toMs));
    }
    return found;
  }

  /** Work of a month as it was sealed last: an opening told late unmakes the bill at the next cut. */
  private async sealedWork(heater: string, period: string): Promise<readonly SealedWork[]> {
    const row = await this.models
      .selectFrom('sealed_heater')
      .select('data')
      .where('heater', '=', heater)
      .where('period', '=', period)
      .orderBy('cut', 'desc')
      .executeTakeFirst();
    return row === undefined ? [] : (JSON.parse(row.data) as SealedHeater).work;
  }

  private async cells(heater: string, { fromMs, toMs }: Span): Promise<DayCell[]> {
    const rows = await this.models
      .selectFrom('cell')
      .select('data')
      .where('heater', '=', heater)
      .where('day', '>=', Math.floor(fromMs / DAY_MS))
      .where('day', '<=', Math.floor(toMs / DAY_MS))
      .orderBy('day')
      .execute();
    return rows.map(({ data }) => JSON.parse(data) as DayCell);
  }

  /** `late`: with work of earlier days that was settled after a cut, and so counts in a later month. */
  private async work(heater: string, { fromMs, toMs }: Span, late: boolean): Promise<DayWork[]> {
    const rows = await this.models
      .selectFrom('work')
      .select('data')
      .where('heater', '=', heater)
      .where('day', '<=', Math.floor(toMs / DAY_MS))
      .where(({ eb, or }) =>
        or([eb('day', '>=', Math.floor(fromMs / DAY_MS)), ...(late ? [eb('after_cut', '!=', '')] : [])]),
      )
      .orderBy('day')
      .orderBy('after_cut')
      .execute();
    return rows.map(({ data }) => JSON.parse(data) as DayWork);
  }
}
