import fc from 'fast-check';
import { stateAfter } from '#domain/decision';
import { documentKey, settlements, type SettledDocument, type SettlementEvent } from '#domain/settlements';
import type { PlatformStatusRecorded } from '#events';
import { PARTIES } from '../../../../test/samples/parties-of-a-document.js';
import { context, document, paid, received, settles } from '../../../../test/samples/settled-books.js';
import { scenario } from '../../../../test/samples/scenario.js';
import {
  documentLifecycle,
  receivedCents,
  type LifecycleCommand,
  type LifecycleDocument,
  type MoneyOnDocument,
} from './index.js';

const invoice: LifecycleDocument = {
  series: 'main',
  number: 'F-1',
  kind: 'invoice',
  issueDate: '2026-09-02',
  grossCents: 120_000,
  cites: [],
  profile: 'B2B',
  ...PARTIES,
};
const status = (amountCents: number | null, reference = 'm-9'): PlatformStatusRecorded['data'] => ({
  series: 'main',
  number: 'F-1',
  on: '2026-09-28',
  status: 212,
  platform: 'pa-exemple',
  reasonCode: null,
  text: null,
  reference,
  amountCents,
});
const tell = (amountCents: number, reference?: string): LifecycleCommand => ({
  type: 'RecordPlatformStatus',
  ...status(amountCents, reference),
});
const wasTold = (amountCents: number, reference = 'm-1'): PlatformStatusRecorded => ({
  type: 'PlatformStatusRecorded',
  data: status(amountCents, reference),
});
const { given } = scenario(documentLifecycle, {
  document: invoice,
  credit: null,
  receivedCents: 0,
  today: '2026-10-20',
});

test.each<[string, Partial<MoneyOnDocument>, number]>([
  ['paid', { allocatedCents: 120_000 }, 120_000],
  ['credited before it was paid', { creditedCents: 12_000, loweredCents: 12_000 }, 0],
  [
    'paid in part, then credited whole',
    { allocatedCents: 50_000, creditedCents: 120_000, loweredCents: 70_000 },
    0,
  ],
  ['paid whole, then credited in part', { allocatedCents: 120_000, creditedCents: 12_000 }, 108_000],
  ['a prepayment that is given back', { allocatedCents: 10_001, creditedCents: 10_001 }, 0],
  [
    'paid by a prepayment of 400.00 and money, then credited',
    { allocatedCents: 80_000, creditedCents: 120_000 },
    -40_000,
  ],
])('received and kept: %s', (_what, money, cents) => {
  const nothing = { allocatedCents: 0, creditedCents: 0, loweredCents: 0 };
  expect(receivedCents({ ...nothing, ...money })).toBe(cents);
});

describe('status 212 tells what was received, and no more', () => {
  test.each<[number, readonly number[], number, string | null]>([
    // received, told before, told now
    [120_000, [], 120_000, null],
    [120_000, [40_000], 80_000, null],
    [120_000, [40_000], 80_001, 'AMOUNT_NOT_RECEIVED'],
    [120_000, [40_000, 80_000], 1, 'AMOUNT_NOT_RECEIVED'],
    [0, [], 2462, 'AMOUNT_NOT_RECEIVED'],
    [0, [50_000], -50_000, null],
    [0, [50_000], -20_000, null],
    [0, [50_000], -50_001, 'AMOUNT_NOT_TOLD'],
    [0, [50_000, -50_000], -1, 'AMOUNT_NOT_TOLD'],
    [50_000, [], -1, 'AMOUNT_NOT_TOLD'],
    [50_000, [], 0, 'AMOUNT_NOT_POSITIVE'],
    [-40_000, [80_000], -120_000, null],
  ])('of %i received, with %j told, %i', (receivedSoFar, before, cents, code) => {
    const asked = given(...before.map((one, at) => wasTold(one, `m-${at}`))).when(tell(cents), {
      receivedCents: receivedSoFar,
    });
    if (code === null) asked.then(wasTold(cents, 'm-9'));
    else asked.thenRefused(code, 'amountCents');
  });

  test.each<[string, Partial<LifecycleDocument>]>([
    ['an individual’s: flow 10.4', { profile: 'B2C' }],
    ['a business abroad: flow 10.2', { profile: 'B2BINT' }],
    ['a corrected invoice: its original is owed', { kind: 'corrected-invoice' }],
    ['a credit note: it gives back', { kind: 'credit-note' }],
  ])('not of %s', (_what, changes) => {
    given()
      .when(tell(1), { document: { ...invoice, ...changes }, receivedCents: 120_000 })
      .thenRefused('STATUS_NOT_FOR_THIS_DOCUMENT', 'status');
  });
});

const INVOICES = ['F-1', 'F-3', 'F-5'] as const;
/** Of the last invoice so much was prepaid: its debt is the rest, and the money stands on the prepayment invoice. */
const PREPAID_CENTS = 40_000;
const debtOf = (number: string): number => (number === 'F-5' ? 120_000 - PREPAID_CENTS : 120_000);
const noteOn = (number: string, at: number, cents: number): SettledDocument =>
  document({
    number: `C-${at}`,
    kind: 'credit-note',
    owedBy: 'company',
    debtCents: cents,
    vatCents: 0,
    waitingVatCents: 0,
    vatOnReceipts: false,
    cites: [number],
  });

interface Move {
  readonly what: 'receive' | 'credit' | 'use' | 'repay';
  readonly invoice: (typeof INVOICES)[number];
  readonly cents: number;
}

/** Settlements of a client as they are decided: what is refused leaves nothing. */
class Client {
  readonly documents = new Map(
    INVOICES.map((number) => [`main/${number}`, document({ number, debtCents: debtOf(number) })]),
  );
  readonly events: SettlementEvent[] = [];
  readonly left = new Map<string, number>(INVOICES.map((number) => [number, 120_000]));
  /** Open on credit notes, by number. */
  readonly owed = new Map<string, number>();
  bankCents = PREPAID_CENTS;

  does({ what, invoice: number, cents }: Move, at: number): void {
    const [note, open] = [...this.owed].find(([, one]) => one > 0) ?? ['', 0];
    const part = Math.min(cents, open);
    if (what === 'credit') this.credit(number, at, Math.min(cents, this.left.get(number)!));
    else if (what === 'receive')
      this.decide({ ...received(cents, settles(number, cents)), receipt: `r-${at}` }, cents);
    else if (part > 0 && what === 'use')
      this.decide(
        { ...received(0, settles(note, part), settles(number, part)), receipt: `r-${at}` },
        0,
        note,
        part,
      );
    else if (part > 0)
      this.decide(
        { ...paid('client', 'lab', part, settles(note, part)), payment: `p-${at}` },
        -part,
        note,
        part,
      );
  }

  private credit(number: string, at: number, cents: number): void {
    if (cents === 0) return;
    const note = noteOn(number, at, cents);
    this.documents.set(documentKey(note), note);
    this.left.set(number, this.left.get(number)! - cents);
    const creditNote = { series: 'main', number: note.number };
    this.decide({ type: 'ApplyCreditNote', creditNote }, 0);
    const applied = this.events.at(-1)!;
    if (applied.type === 'CreditNoteApplied') this.owed.set(note.number, cents - applied.data.cents);
  }

  private decide(
    command: Parameters<typeof settlements.decide>[0],
    bankCents: number,
    note = '',
    used = 0,
  ): void {
    const state = stateAfter(settlements, this.events);
    const decision = settlements.decide(command, state, { ...context, documents: this.documents });
    if ('refused' in decision) return;
    this.events.push(...decision.accepted);
    this.bankCents += bankCents;
    if (used > 0) this.owed.set(note, this.owed.get(note)! - used);
  }

  /** What settlements say of an invoice, as the read models sum it. */
  receivedOn(number: string): number {
    const sums = { allocatedCents: 0, creditedCents: 0, loweredCents: 0 };
    for (const { type, data } of this.events)
      if (type === 'CreditNoteApplied' && data.cited.number === number) {
        sums.creditedCents += this.documents.get(documentKey(data.creditNote))!.debtCents;
        sums.loweredCents += data.cents;
      } else if (type === 'MoneyReceived' || type === 'MoneyPaid')
        for (const one of data.allocations) if (one.number === number) sums.allocatedCents += one.cents;
    return receivedCents(sums);
  }

  get owedBackCents(): number {
    return [...this.owed.values()].reduce((sum, cents) => sum + cents, 0);
  }
}

const move = fc.record({
  what: fc.constantFrom<Move['what']>('receive', 'credit', 'use', 'repay'),
  invoice: fc.constantFrom(...INVOICES),
  cents: fc.oneof(fc.constantFrom(120_000, 80_000), fc.integer({ min: 1, max: 50_000 })),
});

test('whatever is paid, credited, used and paid back: told and to tell are the money that the bank kept, less what is owed back', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(move, fc.boolean()), { maxLength: 20, size: 'max' }), (moves) => {
      const client = new Client();
      const told = new Map<string, PlatformStatusRecorded[]>(INVOICES.map((number) => [number, []]));
      const toldOn = (number: string) =>
        told.get(number)!.reduce((sum, { data }) => sum + (data.amountCents ?? 0), 0);
      moves.forEach(([one, tellsIt], at) => {
        client.does(one, at);
        const { invoice: number } = one;
        const receivedSoFar = client.receivedOn(number);
        const due = receivedSoFar - toldOn(number);
        if (!tellsIt || due === 0) return;
        // What is due may be told whole; a cent more may not.
        const asked = { document: invoice, credit: null, receivedCents: receivedSoFar, today: '2026-10-20' };
        const state = stateAfter(documentLifecycle, told.get(number)!);
        const decided = (cents: number) => documentLifecycle.decide(tell(cents, `m-${at}`), state, asked);
        expect(decided(due + Math.sign(due))).toHaveProperty('refused');
        expect(decided(due)).toHaveProperty('accepted');
        told.get(number)!.push(wasTold(due, `m-${at}`));
      });
      const sum = (of: (number: string) => number) => INVOICES.reduce((all, one) => all + of(one), 0);
      const toTell = sum((number) => client.receivedOn(number) - toldOn(number));
      expect(toTell + sum(toldOn) + PREPAID_CENTS).toBe(client.bankCents - client.owedBackCents);
    }),
    { numRuns: 150 },
  );
});
