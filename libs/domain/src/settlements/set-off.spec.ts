import { scenario } from '../../../../test/samples/scenario.js';
import { context, done, document, received, settles, told } from '../../../../test/samples/settled-books.js';
import { creditOn, settlements, standingOf, type SetOff, type Step } from './index.js';

const { given } = scenario(settlements, context);

describe('set-off', () => {
  const setOff: SetOff = {
    type: 'SetOff',
    setOff: 's-1',
    on: '2026-09-30',
    client: 'lab',
    owner: 'habitat',
    receivables: [settles('F-1', 24_000)],
    payables: [settles('R-1', 24_000)],
    agreement: 'article 7',
  };

  test('is an entry of its own: 401 / 411, and VAT falls due as by any receipt; 960.00 stay open', () => {
    const made = done(setOff);
    expect(told(made.data)).toEqual([
      '401/habitat 24000 0',
      '44574 4000 0',
      '411/lab 0 24000',
      '44571 0 4000',
    ]);
    given(made).when(setOff).thenNothing();
    given(made)
      .when(received(96_001, settles('F-1', 96_001)))
      .thenRefused('ALLOCATION_EXCEEDS_OPEN');
  });

  test.each([
    ['another legal person', { owner: 'stranger', payables: [] }, 'SET_OFF_PARTIES_DIFFER'],
    ['unequal sums', { payables: [settles('R-1', 23_999)] }, 'SET_OFF_SUMS_DIFFER'],
    ['nothing on one side', { payables: [] }, 'SET_OFF_EMPTY'],
    ['a credit note', { receivables: [settles('F-2', 12_000)] }, 'DOCUMENT_NOT_OWED'],
    ['the document of another', { payables: [settles('R-2', 2001)] }, 'DOCUMENT_OF_ANOTHER'],
  ])('is refused with %s', (_, changes, code) => {
    given()
      .when({ ...setOff, ...changes })
      .thenRefused(code);
  });
});

/** What is open and what VAT waits, and what of the VAT of a credit note of 120.00 (20.00 VAT) was due already. */
describe('a credit note on an invoice of 1 200.00', () => {
  const credit = document({
    kind: 'credit-note',
    owedBy: 'company',
    debtCents: 12_000,
    vatCents: 2000,
    waitingVatCents: 0,
  });
  const money = (cents: number): Step => ({ kind: 'money', cents });
  test.each([
    ['nothing paid: all its VAT still waited', [], [12_000, 2000, 0]],
    ['half paid: as much waits', [money(60_000)], [12_000, 2000, 0]],
    ['60.00 open: half of its VAT was due already', [money(114_000)], [6000, 1000, 1000]],
    ['all paid: all of it was due already', [money(120_000)], [0, 0, 2000]],
    ['it exhausts what is open: the last cent of VAT goes with it', [money(108_000)], [12_000, 2000, 0]],
  ])('%s', (_, steps, [cents, waitingVatCents, dueVatCents]) => {
    expect(creditOn(credit, standingOf(document(), steps))).toEqual({ cents, waitingVatCents, dueVatCents });
  });

  test('its entry takes VAT that was due from 44571', () => {
    const whole = done(received(120_000, settles('F-1', 120_000)));
    const apply = { type: 'ApplyCreditNote', creditNote: { series: 'main', number: 'F-2' } } as const;
    const applied = done(apply, whole);
    expect(told(applied.data)).toEqual(['44571 2000 0', '44574 0 2000']);
    given(whole, applied).when(apply).thenNothing();
    expect(told(done(apply).data)).toEqual([]);
  });
});
