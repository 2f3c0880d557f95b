import type { CreditCommand } from '#domain/credits';
import type { EventStore } from '#event-store';
import { derivedId, makeEvent } from '#events';
import { NO_STREAM } from '#event-store';
import { SimulatedClock } from '#ports/clock/simulated';
import { applyCreditNotes } from '#processes/settlements';
import { closePeriod, modelReads } from '#processes/closing';
import { ProjectedLedger } from '../../../../test/doubles/projected-ledger.js';
import { givenAugust } from '../../../../test/samples/closable-month.js';
import { at, mandate } from '../../../../test/samples/heated-block.js';
import { recordSettlement } from '../../../../test/samples/money-received.js';
import { carryOut } from './carry-out.js';
import type { CreditOutcome } from './deps.js';

let ledger: ProjectedLedger;
const clock = new SimulatedClock(at('2026-09-20'));

const reads = () => modelReads(ledger.models, ledger.log);
const facts = async () => reads().factsBefore(await ledger.log.nextIndex());
const run = (command: CreditCommand, commandId = 'one', store: EventStore = ledger.log) =>
  carryOut(
    { store, models: ledger.models, clock, keys: ledger.keys, facts, projected: () => ledger.project() },
    command,
    { actor: 'person:finance', commandId },
  );
const credit = (id: string, number: string, netCents: number | null, series = 'main'): CreditCommand => ({
  type: 'CreditDocument',
  credit: id,
  series,
  number,
  lines: netCents === null ? null : [{ line: 1, netCents }],
  reason: 'gesture',
  text: 'two days without heat',
});
const codeOf = (outcome: CreditOutcome): string =>
  outcome.kind === 'refused' ? outcome.refusal.code : outcome.kind;
const documents = async () => {
  await ledger.project();
  const rows = await ledger.models.selectFrom('document').selectAll().orderBy('idx').execute();
  return rows.map((row) => `${row.number} ${row.kind} ${row.net_cents}+${row.vat_cents} ${row.issue_date}`);
};
const numberOf = async (kind: string): Promise<string> => {
  await ledger.project();
  const rows = await ledger.models.selectFrom('document').selectAll().where('kind', '=', kind).execute();
  return rows.at(-1)!.number;
};
/** The log is killed at an append to the series of invoices, before it or after it was durable. */
const killed = (when: 'before' | 'after'): EventStore =>
  Object.assign(Object.create(ledger.log) as EventStore, {
    append: async (requests: Parameters<EventStore['append']>[0]) => {
      if (when === 'after') await ledger.log.append(requests);
      throw new Error('killed');
    },
  });

/** August is closed: F-1 of 0.40 and 0.08 for the client, R-1 for an owner, R-2 for a resident, one for an owner with VAT. */
beforeEach(async () => {
  ledger = await ProjectedLedger.open();
  await givenAugust(ledger);
  await ledger.given(mandate('office'));
  const deps = {
    store: ledger.log,
    reads: reads(),
    waitUntilProjected: () => ledger.project(),
    clock,
    keys: ledger.keys,
  };
  const closed = await closePeriod(deps, {
    period: '2026-08',
    issueDate: '2026-09-02',
    actor: 'person:finance',
    commandId: 'close',
  });
  expect(closed.status).toBe('closed');
  await ledger.project();
});
afterEach(() => ledger.close());

test('many at once take no more than there is, under numbers without a gap', async () => {
  const outcomes = await Promise.all(
    [1, 2, 3, 4, 5].map((name) => run(credit(`c${name}`, 'F-1', 15), `command-${name}`)),
  );
  expect(outcomes.map(codeOf).sort()).toEqual([
    'CREDIT_EXCEEDS_LINE',
    'CREDIT_EXCEEDS_LINE',
    'CREDIT_EXCEEDS_LINE',
    'issued',
    'issued',
  ]);
  expect((await documents()).filter((one) => one.startsWith('F'))).toEqual([
    'F-1 invoice 40+8 2026-09-02',
    'F-2 credit-note 15+3 2026-09-20',
    'F-3 credit-note 15+3 2026-09-20',
  ]);
});

test.each(['before', 'after'] as const)(
  'killed %s a cancellation was written, the same command ends with one credit note and one new invoice',
  async (when) => {
    const cancel = {
      type: 'CancelDocument',
      series: 'main',
      number: 'F-1',
      reissue: true,
      reason: 'name',
    } as const;
    await expect(run(cancel, 'one', killed(when))).rejects.toThrow('killed');
    expect([codeOf(await run(cancel)), codeOf(await run(cancel))]).toEqual(['issued', 'issued']);
    expect((await documents()).filter((one) => one.startsWith('F'))).toEqual([
      'F-1 invoice 40+8 2026-09-02',
      'F-2 credit-note 40+8 2026-09-20',
      'F-3 invoice 40+8 2026-09-20',
    ]);
    const settling = { store: ledger.log, models: ledger.models, clock, facts };
    expect([
      await applyCreditNotes(settling),
      (await ledger.project(), await applyCreditNotes(settling)),
    ]).toEqual([1, 0]);
  },
);

test('an owner who was paid is not paid again for the document that is issued anew: once, whoever resumes it', async () => {
  const number = await numberOf('self-billed-invoice');
  const row = await ledger.models
    .selectFrom('document')
    .selectAll()
    .where('number', '=', number)
    .executeTakeFirstOrThrow();
  const cents = row.gross_cents;
  await recordSettlement(ledger.log, {
    type: 'MoneyPaid',
    data: {
      payment: 'p1',
      on: '2026-09-10',
      party: { kind: 'owner', id: 'office' },
      amountCents: cents,
      allocations: [{ series: 'office', number, cents }],
      reference: 'SEPA',
      suspenseCents: 0,
      entry: { journal: 'BQ', date: '2026-09-10', piece: 'p1', label: 'Paiement office SEPA', postings: [] },
    },
  });
  const cancel = { type: 'CancelDocument', series: 'office', number, reissue: true, reason: 'name' } as const;
  expect(codeOf(await run(cancel))).toBe('issued');
  await ledger.project();
  const settling = { store: ledger.log, models: ledger.models, clock, facts };
  await Promise.all([applyCreditNotes(settling), applyCreditNotes(settling)]);
  await ledger.project();
  const rows = await ledger.models
    .selectFrom('settlement')
    .selectAll()
    .orderBy('idx')
    .orderBy('ord')
    .execute();
  const [first, second] = [2, 3].map((place) => number.replace(/\d+$/, String(place)));
  expect(rows.map((one) => `${one.kind} ${one.subject} ${one.number} ${one.cents}`)).toEqual([
    `paid p1 ${number} ${cents}`,
    `credited ${first} ${first} 0`,
    `credited ${first} ${number} 0`,
    `paid used-${second!.toLowerCase()} ${first} ${cents}`,
    `paid used-${second!.toLowerCase()} ${second} ${cents}`,
  ]);
  expect((await documents()).at(-1)).toContain(`${second} self-billed-invoice`);
});

test('an owner’s documents are credited in their own series; a resident’s are not', async () => {
  const selfBilled = await numberOf('self-billed-invoice');
  expect(codeOf(await run(credit('c1', selfBilled, 100, 'office'), 'one'))).toBe('issued');
  expect(codeOf(await run(credit('c2', 'R-1', 100), 'two'))).toBe('issued');
  expect(codeOf(await run(credit('c3', 'R-2', 100), 'three'))).toBe('RESIDENT_NOT_CREDITED');
  expect((await documents()).slice(-2)).toEqual([
    expect.stringMatching(/self-billed-credit-note 100\+20 /),
    expect.stringMatching(/repayment-correction 100\+0 /),
  ]);
});

test('while a month is being closed nothing is credited: its close may credit the same', async () => {
  const id = derivedId('cut');
  const cut = makeEvent(
    { type: 'PeriodClosing', data: { period: '2026-09', issueDate: '2026-10-02', rulesVersion: 1 } },
    { id, recordedAt: 0, actor: 'person:finance', commandId: id, causation: null },
  );
  await ledger.log.append([{ stream: 'period-2026-09', expectedRevision: NO_STREAM, events: [cut] }]);
  expect(codeOf(await run(credit('c1', 'F-1', 1)))).toBe('MONTH_CLOSING');
});

test('is dated today, and never before the last document of its series', async () => {
  clock.setTo(at('2026-09-01'));
  await run(credit('c1', 'F-1', 1));
  clock.setTo(at('2026-09-20'));
  expect((await documents()).at(-1)).toBe('F-2 credit-note 1+0 2026-09-02');
});
