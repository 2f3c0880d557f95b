import type { Kysely } from 'kysely';
import { Changes, OtherProjector, type HeaterRows, type ProjectionStore, type Tables } from '#read-models';

/** How a suite opens an adapter: `open` again must see what was committed before. */
export interface ReadModelsUnderTest {
  open(): Promise<ProjectionStore>;
  /** What reports read, of the same tables. */
  read(): Promise<Kysely<Tables>>;
  end(): Promise<void>;
}

const fact = (idx: number): Tables['fact'] => ({
  idx,
  stream: 'site-block',
  revision: idx,
  type: 'SiteRegistered',
  version: 1,
  recorded_at: 1_788_000_000_000 + idx,
  data: '{"site":"block"}',
});

const cell = (heater: string, day: number, data = '{}'): Tables['cell'] => ({ heater, day, data });
const work = (heater: string, day: number, after_cut = ''): Tables['work'] => ({
  heater,
  day,
  after_cut,
  data: '{}',
});
const held = (from_ms: number, status = 'held'): Tables['held'] => ({
  heater: 'h1',
  from_ms,
  to_ms: from_ms + 1000,
  code: 'REGISTER_FELL',
  main_wh: 0,
  aux_wh: 7,
  idx: 3,
  status,
});
const rowsOf = (heater: string, rows: Partial<HeaterRows> = {}): HeaterRows => ({
  state: { heater, state: '{}' },
  cells: [],
  work: [],
  held: null,
  ...rows,
});
const planned = (ord: number, name: string): Tables['planned_document'] => ({
  period: '2026-09',
  ord,
  planned: name,
  kind: 'invoice',
  series: 'fa',
  party: 'acme',
  net_cents: 100,
  gross_cents: 120,
  status: 'planned',
  reasons: '[]',
});
const cut = (period: string, idx: number): Tables['cut'] => ({
  period,
  idx,
  issue_date: `${period}-28`,
  rules_version: 1,
  recorded_at: idx,
  status: 'closing',
});

/** What every adapter of the read models does, on SQLite and on PostgreSQL. */
export function readModelsContract(name: string, prepare: () => Promise<ReadModelsUnderTest>): void {
  describe(`read models: ${name}`, () => {
    let under: ReadModelsUnderTest;
    let store: ProjectionStore;
    let next = 0;
    beforeEach(async () => {
      under = await prepare();
      store = await under.open();
      next = 0;
    });
    afterEach(async () => {
      await store.close();
      await under.end();
    });

    const commit = async (fill: (changes: Changes) => void, to = next + 1): Promise<void> => {
      const changes = new Changes();
      fill(changes);
      await store.commit(changes, next, to, `event-${to - 1}`);
      next = to;
    };

    test('a new store is empty and stands at event 0', async () => {
      expect(await store.nextIndex()).toBe(0);
      expect(await store.lastEvent()).toBeNull();
      expect(await store.heaterStates()).toEqual([]);
      expect(await store.factsFrom(0, 10)).toEqual([]);
    });

    test('rows and the next index are committed together and stay', async () => {
      await commit((changes) => changes.put('fact', fact(0)), 5);
      await store.settle();
      await store.close();
      store = await under.open();
      expect(await store.nextIndex()).toBe(5);
      expect(await store.lastEvent()).toBe('event-4');
      expect(await store.factsFrom(0, 10)).toEqual([fact(0)]);
    });

    test('a row takes the place of the one with its key', async () => {
      await commit((changes) => (changes.heaters = [rowsOf('h1', { cells: [cell('h1', 20_000, 'a')] })]));
      await commit((changes) => (changes.heaters = [rowsOf('h1', { cells: [cell('h1', 20_000, 'b')] })]));
      expect(await store.cells('h1', { fromDay: 0, toDay: 30_000 })).toEqual([cell('h1', 20_000, 'b')]);
    });

    test('a row that comes twice in one commit stands as it came last', async () => {
      await commit((changes) => {
        changes.put('fact', { ...fact(0), data: 'a' });
        changes.put('fact', { ...fact(0), data: 'b' });
        changes.plannedStatus.push({ planned: 'p-0', status: 'set-aside', reasons: '[]' });
        changes.heaters = [rowsOf('h1', { held: [held(1), held(1, 'released')] })];
      });
      expect(await store.factsFrom(0, 10)).toEqual([{ ...fact(0), data: 'b' }]);
      expect(await store.heldSpans()).toEqual([held(1, 'released')]);
    });

    test.each([3, 2_500])('text of every kind comes back as it was, %i rows at a time', async (count) => {
      const texts = [
        '',
        '\\N',
        '\\.',
        'a\tb',
        'a\nb\r\n',
        '\\',
        '"{}\'',
        'NULL',
        'é€😀',
        '{"a":"\\u0000"}',
        'é'.repeat(2_000),
      ];
      const days = Array.from({ length: count }, (_, day) => cell('h\\1', day, texts[day % texts.length]));
      for (const cells of [days, days.map((row) => ({ ...row, data: `${row.data}.` }))]) {
        await commit((changes) => (changes.heaters = [rowsOf('h\\1', { cells })]));
        expect(await store.cells('h\\1', { fromDay: 0, toDay: count })).toEqual(cells);
      }
    });

    test('a NUL character, which not every database can keep, becomes U+FFFD', async () => {
      await commit((changes) => changes.put('fact', { ...fact(0), data: 'a\0b' }));
      expect(await store.factsFrom(0, 1)).toEqual([{ ...fact(0), data: 'a\u{fffd}b' }]);
    });

    test('rows are ordered by the bytes of their text', async () => {
      const names = ['Z', 'a', 'a-b', 'aB', 'a_c', 'b', 'É', 'é'];
      await commit((changes) => (changes.heaters = [...names].reverse().map((heater) => rowsOf(heater))));
      expect((await store.heaterStates()).map(({ heater }) => heater)).toEqual(names);
    });

    test('of a store that is projected whole, what is shared stands where it does', async () => {
      expect(await store.sharedIndex()).toBe(0);
      await commit((changes) => changes.put('fact', fact(0)), 3);
      expect(await store.sharedIndex()).toBe(3);
    });

    test('where one row cannot be written nothing is, and the index stays', async () => {
      await commit((changes) => changes.put('fact', fact(0)));
      const broken = { ...fact(2), stream: null } as unknown as Tables['fact'];
      const failing = commit((changes) => {
        changes.put('fact', fact(1));
        changes.put('fact', broken);
      });
      await expect(failing).rejects.toThrow();
      expect(await store.nextIndex()).toBe(1);
      expect(await store.factsFrom(0, 10)).toEqual([fact(0)]);
    });

    test('of two projectors one goes on', async () => {
      await commit((changes) => changes.put('fact', fact(0)), 3);
      await expect(store.commit(new Changes(), 2, 4, null)).rejects.toThrow(OtherProjector);
      expect(await store.nextIndex()).toBe(3);
    });

    test('held spans of a heater are replaced as a whole, or left alone', async () => {
      await commit((changes) => (changes.heaters = [rowsOf('h1', { held: [held(1), held(2)] })]));
      await commit((changes) => (changes.heaters = [rowsOf('h1')]));
      expect(await store.heldSpans()).toEqual([held(1), held(2)]);
      await commit((changes) => (changes.heaters = [rowsOf('h1', { held: [held(2, 'released')] })]));
      expect(await store.heldSpans()).toEqual([held(2, 'released')]);
    });

    test('cells and work are found by heater and days, both ends included', async () => {
      const days = [10, 11, 12, 13];
      await commit((changes) => {
        changes.heaters = ['h1', 'h2'].map((heater) =>
          rowsOf(heater, {
            cells: days.map((day) => cell(heater, day)),
            work: [work(heater, 11), work(heater, 11, '2026-08'), work(heater, 13)],
          }),
        );
      });
      const span = { fromDay: 11, toDay: 12 };
      expect((await store.cells('h1', span)).map(({ day }) => day)).toEqual([11, 12]);
      expect(await store.work('h1', span)).toEqual([work('h1', 11), work('h1', 11, '2026-08')]);
      expect(await store.workAfter('2026-08', 'h1', 12)).toEqual([work('h1', 11, '2026-08')]);
      expect(await store.workAfter('2026-08', 'h1', 11)).toEqual([]);
    });

    test('facts come in log order from an index, so many at a time', async () => {
      await commit((changes) => [4, 0, 9, 2].forEach((idx) => changes.put('fact', fact(idx))));
      expect((await store.factsFrom(1, 2)).map(({ idx }) => idx)).toEqual([2, 4]);
    });

    test('touched days keep the latest event; those since an index are found', async () => {
      const touched = (day: number, idx: number): Tables['touched'] => ({ heater: 'h1', day, idx });
      await commit((changes) => [touched(1, 5), touched(2, 6)].forEach((row) => changes.put('touched', row)));
      await commit((changes) => changes.put('touched', touched(1, 9)));
      expect(await store.touchedSince(6)).toEqual([touched(1, 9), touched(2, 6)]);
      expect(await store.touchedSince(7)).toEqual([touched(1, 9)]);
    });

    test('a month is closed, planned documents are issued or set aside', async () => {
      await commit((changes) => {
        changes.put('cut', cut('2026-09', 7));
        changes.put('planned_document', planned(0, 'p-0'));
        changes.put('planned_document', planned(1, 'p-1'));
      });
      await commit((changes) => {
        changes.closed.push('2026-09');
        changes.plannedStatus.push({ planned: 'p-1', status: 'set-aside', reasons: '["NO_IBAN"]' });
      });
      expect((await store.cuts()).map(({ status }) => status)).toEqual(['closed']);
      const db = await under.read();
      const rows = await db
        .selectFrom('planned_document')
        .select(['planned', 'status', 'reasons'])
        .orderBy('ord')
        .execute();
      expect(rows).toEqual([
        { planned: 'p-0', status: 'planned', reasons: '[]' },
        { planned: 'p-1', status: 'set-aside', reasons: '["NO_IBAN"]' },
      ]);
      await db.destroy();
    });

    test('reports count, sum and look for the highest', async () => {
      await commit((changes) => {
        changes.put('planned_document', planned(0, 'p-0'));
        changes.put('planned_document', planned(1, 'p-1'));
      });
      const db = await under.read();
      const row = await db
        .selectFrom('planned_document')
        .select(({ fn }) => [
          fn.countAll<number | string>().as('rows'),
          fn.sum<number | string>('gross_cents').as('cents'),
          fn.max('planned').as('last'),
        ])
        .where('status', '=', 'planned')
        .executeTakeFirstOrThrow();
      expect([Number(row.rows), Number(row.cents), row.last]).toEqual([2, 240, 'p-1']);
      await db.destroy();
    });

    test('a transaction of a reader sees one state, whatever is committed meanwhile', async () => {
      await commit((changes) => changes.put('fact', fact(0)));
      const db = await under.read();
      const count = async (from: Pick<Kysely<Tables>, 'selectFrom'>): Promise<number> =>
        (await from.selectFrom('fact').select('idx').execute()).length;
      await db.transaction().execute(async (transaction) => {
        expect(await count(transaction)).toBe(1);
        await commit((changes) => changes.put('fact', fact(1)));
        expect(await count(transaction)).toBe(1);
      });
      expect(await count(db)).toBe(2);
      await db.destroy();
    });

    test('a reader cannot write', async () => {
      const db = await under.read();
      await expect(db.deleteFrom('fact').execute()).rejects.toThrow();
      await db.destroy();
    });
  });
}
