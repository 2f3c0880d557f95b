import type { EntriesBatchCut } from '#events';
import { scenario } from '../../../../test/samples/scenario.js';
import { entriesBatches, type EntriesOfPart } from './index.js';

const part = (fromIndex: number, toIndex: number, entries = 2): EntriesOfPart => ({
  fromIndex,
  toIndex,
  entries,
  postings: 3 * entries,
  debitCents: 120 * entries,
  creditCents: 120 * entries,
  sha256: 'a'.repeat(64),
});
const cut = (batch: number, of: EntriesOfPart, upToIndex: number | null = null): EntriesBatchCut => ({
  type: 'EntriesBatchCut',
  data: { batch, ...of, upToIndex },
});
const first = cut(1, part(0, 9));

const { given } = scenario(entriesBatches, { nextIndex: 20, part: part(10, 19) });
const all = { type: 'CutEntriesBatch', upToIndex: null } as const;

describe('a batch of entries', () => {
  test('is numbered from 1 and begins with the log', () => {
    given()
      .when(all, { part: part(0, 19) })
      .then(cut(1, part(0, 19)));
  });

  test('goes on where the one before ended', () => {
    given(first)
      .when(all)
      .then(cut(2, part(10, 19)));
    given(first, cut(2, part(10, 14)))
      .when({ ...all, upToIndex: 17 }, { part: part(15, 17) })
      .then(cut(3, part(15, 17), 17));
  });

  test('that ends where one ended already is done', () => {
    given(first, cut(2, part(10, 14)))
      .when({ ...all, upToIndex: 9 }, { part: null })
      .thenNothing();
    given(first)
      .when({ ...all, upToIndex: 9 }, { part: null })
      .thenNothing();
  });

  test('is refused where no entry waits, in the log or in what batches hold', () => {
    given(first)
      .when(all, { part: part(10, 19, 0) })
      .thenRefused('NOTHING_TO_EXPORT', 'upToIndex');
    given(first)
      .when({ ...all, upToIndex: 4 }, { part: null })
      .thenRefused('NOTHING_TO_EXPORT', 'upToIndex');
    given().when(all, { nextIndex: 0, part: null }).thenRefused('NOTHING_TO_EXPORT');
  });

  test('never reaches beyond the log', () => {
    given(first)
      .when({ ...all, upToIndex: 20 }, { part: null })
      .thenRefused('INDEX_UNKNOWN', 'upToIndex');
  });

  test('whose entries do not balance is a fault, not a batch', () => {
    expect(() =>
      entriesBatches.decide(all, entriesBatches.initialState, {
        nextIndex: 1,
        part: { ...part(0, 0), creditCents: 1 },
      }),
    ).toThrow(/balance/);
  });
});
