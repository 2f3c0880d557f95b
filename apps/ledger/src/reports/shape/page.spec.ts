import { cursorOf, keyOf, pageOf } from './page.js';

const same = <Row>(row: Row): Row => row;

describe('pages', () => {
  test('the cursor of a page is the key of its last row', () => {
    const page = pageOf([['a', 1] as const, ['b', 2] as const, ['c', 3] as const], 2, same, same);
    expect(page.rows.length).toBe(2);
    expect(keyOf(page.next ?? undefined, ['', 0])).toEqual(['b', 2]);
  });

  test('the last page has none, also where it is full', () => {
    expect(pageOf([['a', 1] as const], 1, same, same).next).toBeNull();
    expect(pageOf([], 1, () => [], same)).toEqual({ rows: [], next: null });
  });

  test.each(['', 'bm9uc2Vuc2U', cursorOf(['a']), cursorOf([1, 'a']), cursorOf(['a', 1, 2])])(
    'what no page gave out is refused: %j',
    (cursor) => {
      expect(() => keyOf(cursor, ['', 0])).toThrow(
        expect.objectContaining({
          problem: expect.objectContaining({ status: 400, code: 'CURSOR_INVALID' }),
        }),
      );
    },
  );
});
