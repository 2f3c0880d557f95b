import type { Kysely } from 'kysely';
import { DAY_MS } from '#domain/calendar';
import {
  coveredFrom,
  coveredTo,
  type DayCell,
  type DayWork,
  type HeldSpan,
  type MeteredHeater,
} from '#domain/metering';
import type { Tables } from '#read-models';
import { shelfOf } from '#read-models/projection';
import type { MeteredSpan } from './reads.js';

/** Heaters asked for at once: some thousand rows of cells. */
const HEATERS_TOGETHER = 100;

/**
 * Heaters as they stand now: what a check and a preview look at. Registers at the end are told at the cut only.
 * In parts, in the order of their names, so that a large fleet need not stand in memory.
 */
export async function* meteredInParts(
  models: Kysely<Tables>,
  span: MeteredSpan,
  heaters?: ReadonlySet<string>,
): AsyncGenerator<MeteredHeater[]> {
  for (let part = partAfter(models, span, heaters, ''); ;) {
    const { metered, last } = await part;
    // The next part is read while this one is worked on.
    if (last !== null) part = partAfter(models, span, heaters, last);
    part.catch(() => undefined);
    if (metered.length > 0) yield metered;
    if (last === null) return;
  }
}

interface Part {
  readonly metered: MeteredHeater[];
  /** Name after which the next part begins; null: there is none. */
  readonly last: string | null;
}

/** Of one state: an attempt that settles meanwhile would count as pending and as work. */
const partAfter = (
  models: Kysely<Tables>,
  span: MeteredSpan,
  heaters: ReadonlySet<string> | undefined,
  after: string,
): Promise<Part> => models.transaction().execute((state) => partIn(state, span, heaters, after));

async function partIn(
  models: Kysely<Tables>,
  span: MeteredSpan,
  heaters: ReadonlySet<string> | undefined,
  after: string,
): Promise<Part> {
  const rows = await models
    .selectFrom('heater_state')
    .selectAll()
    .where('heater', '>', after)
    .orderBy('heater')
    .limit(HEATERS_TOGETHER)
    .execute();
  const wanted = rows.filter(({ heater }) => heaters?.has(heater) !== false);
  const metered = wanted.length === 0 ? [] : await meteredOf(models, span, wanted);
  return { metered, last: rows.length < HEATERS_TOGETHER ? null : rows.at(-1)!.heater };
}

async function meteredOf(
  models: Kysely<Tables>,
  { fromMs, toMs }: MeteredSpan,
  states: readonly Tables['heater_state'][],
): Promise<MeteredHeater[]> {
  const names = states.map(({ heater }) => heater);
  const [fromDay, toDay] = [Math.floor(fromMs / DAY_MS), Math.ceil(toMs / DAY_MS)];
  const cells = groupsOf<DayCell>(
    await models
      .selectFrom('cell')
      .select(['heater', 'data'])
      .where('heater', 'in', names)
      .where('day', '>=', fromDay)
      .where('day', '<=', toDay)
      .orderBy('heater')
      .orderBy('day')
      .execute(),
  );
  const work = groupsOf<DayWork>(
    await models
      .selectFrom('work')
      .select(['heater', 'data'])
      .where('heater', 'in', names)
      .where('day', '<=', toDay)
      .where((eb) => eb.or([eb('day', '>=', fromDay), eb('after_cut', '!=', '')]))
      .orderBy('heater')
      .orderBy('day')
      .orderBy('after_cut')
      .execute(),
  );
  const held = await heldIn(models, names, { fromMs, toMs });
  return states.map((row) => {
    const { heater } = row;
    const { meter } = shelfOf(row);
    return {
      heater,
      cells: cells.get(heater) ?? [],
      work: work.get(heater) ?? [],
      pending: [...meter.attempts.pending.values()].flat(),
      held: held.get(heater) ?? [],
      coveredFrom: coveredFrom(meter),
      coveredTo: coveredTo(meter),
      end: null,
      before: null,
      after: null,
    };
  });
}

function groupsOf<Item>(rows: readonly { readonly heater: string; readonly data: string }[]) {
  const groups = new Map<string, Item[]>();
  for (const { heater, data } of rows) {
    const item = JSON.parse(data) as Item;
    const group = groups.get(heater);
    if (group === undefined) groups.set(heater, [item]);
    else group.push(item);
  }
  return groups;
}

async function heldIn(
  models: Kysely<Tables>,
  heaters: readonly string[],
  { fromMs, toMs }: MeteredSpan,
): Promise<Map<string, HeldSpan[]>> {
  const rows = await models
    .selectFrom('held')
    .selectAll()
    .where('heater', 'in', heaters)
    .where('to_ms', '>', fromMs)
    .where('from_ms', '<', toMs)
    .orderBy('heater')
    .orderBy('from_ms')
    .orderBy('to_ms')
    .orderBy('code')
    .execute();
  const groups = new Map<string, HeldSpan[]>();
  for (const row of rows) {
    const span: HeldSpan = {
      heater: row.heater,
      from: Number(row.from_ms),
      to: Number(row.to_ms),
      code: row.code as HeldSpan['code'],
      mainWh: Number(row.main_wh),
      auxWh: Number(row.aux_wh),
      status: row.status as HeldSpan['status'],
    };
    groups.set(row.heater, [...(groups.get(row.heater) ?? []), span]);
  }
  return groups;
}
