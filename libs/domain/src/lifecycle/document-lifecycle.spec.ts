import type { DisputeSettled, DocumentDisputed, DocumentSent, PlatformStatusRecorded } from '#events';
import { scenario } from '../../../../test/samples/scenario.js';
import { PARTIES } from '../../../../test/samples/parties-of-a-document.js';
import {
  PLATFORM_STATUSES,
  documentLifecycle,
  platformStatus,
  statusesAfter,
  type LifecycleCommand,
  type LifecycleDocument,
} from './index.js';

const of = { series: 'main', number: 'F-1' };
const invoice: LifecycleDocument = {
  ...of,
  kind: 'invoice',
  issueDate: '2026-09-02',
  grossCents: 120_000,
  cites: [],
  profile: 'B2B',
  ...PARTIES,
};
const credit: LifecycleDocument = {
  ...invoice,
  number: 'F-2',
  kind: 'credit-note',
  cites: [{ number: 'F-1', issueDate: '2026-09-02' }],
};
const { given } = scenario(documentLifecycle, {
  document: invoice,
  credit: null,
  receivedCents: 120_000,
  today: '2026-10-20',
});

const sent: DocumentSent['data'] = {
  ...of,
  on: '2026-09-03',
  channel: 'email',
  to: 'comptabilite@lumen.example',
  person: null,
  evidence: '<1@mail.example>',
};
const dispute: DocumentDisputed['data'] = {
  ...of,
  dispute: 'd-1',
  on: '2026-09-10',
  by: 'party',
  reasonCode: 'QUANTITY',
  text: 'Job 17 failed and was billed.',
  amountCents: 12_000,
};
const over: DisputeSettled['data'] = {
  ...of,
  dispute: 'd-1',
  on: '2026-09-20',
  outcome: 'credited',
  creditNote: 'F-2',
  text: 'The job had failed.',
};
const status: PlatformStatusRecorded['data'] = {
  ...of,
  on: '2026-09-03',
  status: 200,
  platform: 'pa-exemple',
  reasonCode: null,
  text: null,
  reference: 'm-1',
  amountCents: null,
};
const wasSent: DocumentSent = { type: 'DocumentSent', data: sent };
const disputed: DocumentDisputed = { type: 'DocumentDisputed', data: dispute };
const settled: DisputeSettled = { type: 'DisputeSettled', data: over };
const told = (changes: Partial<PlatformStatusRecorded['data']> = {}): PlatformStatusRecorded => ({
  type: 'PlatformStatusRecorded',
  data: { ...status, ...changes },
});
const send = (changes: Partial<DocumentSent['data']> = {}): LifecycleCommand => ({
  type: 'RecordDocumentSent',
  ...sent,
  ...changes,
});
const raise = (changes: Partial<DocumentDisputed['data']> = {}): LifecycleCommand => ({
  type: 'DisputeDocument',
  ...dispute,
  ...changes,
});
const settle = (changes: Partial<DisputeSettled['data']> = {}): LifecycleCommand => ({
  type: 'SettleDispute',
  ...over,
  ...changes,
});
const tell = (changes: Partial<PlatformStatusRecorded['data']> = {}): LifecycleCommand => ({
  type: 'RecordPlatformStatus',
  ...status,
  ...changes,
});

describe('a document that is sent', () => {
  test('is recorded once; sent again another day it is another dispatch', () => {
    given().when(send()).then(wasSent);
    given(wasSent).when(send()).thenNothing();
    given(wasSent)
      .when(send({ on: '2026-09-04' }))
      .then({ type: 'DocumentSent', data: { ...sent, on: '2026-09-04' } });
  });

  test('to a person is the same dispatch, however it was sealed', () => {
    const person = (sealed: string) => ({ to: null, person: { keyId: 'k', sealed } });
    given({ type: 'DocumentSent', data: { ...sent, ...person('AAAA') } })
      .when(send(person('BBBB')))
      .thenNothing();
  });

  test.each<[string, Partial<DocumentSent['data']>, string, string]>([
    ['no such day', { on: '2026-02-30' }, 'DATE_INVALID', 'on'],
    ['tomorrow', { on: '2026-10-21' }, 'DATE_IN_FUTURE', 'on'],
    ['before it was issued', { on: '2026-09-01' }, 'DATE_BEFORE_DOCUMENT', 'on'],
  ])('is refused: %s', (_what, changes, code, field) => {
    given().when(send(changes)).thenRefused(code, field);
  });

  test('must have been issued, and neither repayments nor invoices to individuals go through platforms', () => {
    given().when(send(), { document: null }).thenRefused('DOCUMENT_UNKNOWN', 'number');
    given().when(send(), { today: null }).thenRefused('COMPANY_MISSING', 'company');
    for (const outside of [{ kind: 'repayment-statement' }, { profile: 'B2C' }] as const) {
      const document = { ...invoice, ...outside };
      given()
        .when(send({ channel: 'platform' }), { document })
        .thenRefused('CHANNEL_NOT_FOR_THIS_DOCUMENT', 'channel');
      given().when(tell(), { document }).thenRefused('STATUS_NOT_FOR_THIS_DOCUMENT', 'status');
    }
  });
});

describe('a dispute', () => {
  test('is raised once, and settled once by a credit note on the document', () => {
    given(wasSent).when(raise()).then(disputed);
    given(disputed).when(raise()).thenNothing();
    given(disputed).when(settle(), { credit }).then(settled);
    given(disputed, settled).when(settle(), { credit }).thenNothing();
  });

  test('settled, the next one needs an id of its own', () => {
    given(disputed, settled)
      .when(raise({ dispute: 'd-2' }))
      .then({ type: 'DocumentDisputed', data: { ...dispute, dispute: 'd-2' } });
    given(disputed)
      .when(raise({ text: 'Something else.' }))
      .thenRefused('DISPUTE_ID_TAKEN', 'dispute');
    given(disputed, settled)
      .when(settle({ outcome: 'upheld', creditNote: null }))
      .thenRefused('DISPUTE_OVER', 'dispute');
  });

  test('over more than the document comes to, or nothing, is refused', () => {
    given()
      .when(raise({ amountCents: 120_001 }))
      .thenRefused('AMOUNT_EXCEEDS_DOCUMENT', 'amountCents');
    given()
      .when(raise({ amountCents: 0 }))
      .thenRefused('AMOUNT_NOT_POSITIVE', 'amountCents');
  });

  test.each<[string, Partial<DisputeSettled['data']>, LifecycleDocument | null, string]>([
    ['of another id', { dispute: 'd-9' }, credit, 'DISPUTE_UNKNOWN'],
    ['before it was raised', { on: '2026-09-09' }, credit, 'DATE_BEFORE_DISPUTE'],
    ['credited by nothing', { creditNote: null }, null, 'CREDIT_NOTE_MISSING'],
    ['credited by what was never issued', {}, null, 'DOCUMENT_UNKNOWN'],
    ['credited by an invoice', {}, { ...credit, kind: 'invoice' }, 'CREDIT_NOTE_OF_ANOTHER'],
    ['credited by a note on another', {}, { ...credit, cites: [] }, 'CREDIT_NOTE_OF_ANOTHER'],
    ['before its credit note', {}, { ...credit, issueDate: '2026-10-20' }, 'DATE_BEFORE_DOCUMENT'],
    ['withdrawn, with a credit note', { outcome: 'withdrawn' }, credit, 'CREDIT_NOTE_UNUSED'],
  ])('is not settled: %s', (_what, changes, noted, code) => {
    given(disputed).when(settle(changes), { credit: noted }).thenRefused(code);
  });
});

describe('statuses of platforms', () => {
  test('are recorded once for one reference', () => {
    given().when(tell()).then(told());
    given(told()).when(tell()).thenNothing();
    given(told())
      .when(tell({ platform: 'other' }))
      .thenRefused('REFERENCE_TAKEN', 'reference');
  });

  test('receipts come in parts: 212 twice, each with what it reports', () => {
    const first = told({ status: 212, reference: 'm-2', amountCents: 40_000, on: '2026-10-01' });
    given(told(), first)
      .when(tell({ status: 212, reference: 'm-3', amountCents: 80_000, on: '2026-10-02' }))
      .then(told({ status: 212, reference: 'm-3', amountCents: 80_000, on: '2026-10-02' }));
  });

  test.each<[readonly number[], number, 'recorded' | 'refused']>([
    [[], 200, 'recorded'],
    [[], 212, 'recorded'],
    [[], 209, 'refused'],
    [[200], 204, 'recorded'],
    [[202], 201, 'refused'],
    [[200, 202, 203, 204], 205, 'recorded'],
    [[204], 213, 'refused'],
    [[207], 205, 'recorded'],
    [[208], 209, 'recorded'],
    [[207], 209, 'refused'],
    [[205, 211], 212, 'recorded'],
    [[212], 200, 'refused'],
    [[210], 205, 'refused'],
    [[210], 200, 'refused'],
    [[213], 200, 'recorded'],
    [[213], 204, 'refused'],
  ])('after %j, %i is %s', (before, next, outcome) => {
    const reasons = (code: number) => ([206, 207, 208, 210, 213].includes(code) ? 'OTHER' : null);
    const one = (code: number, at: number) => ({
      status: code,
      reference: `m-${at}`,
      reasonCode: reasons(code),
      amountCents: code === 212 ? 1 : null,
    });
    const state = before.map((code, at) => told(one(code, at)));
    const asked = given(...state).when(tell(one(next, 99)));
    if (outcome === 'recorded') asked.then(told(one(next, 99)));
    else asked.thenRefused('STATUS_OUT_OF_ORDER', 'status');
  });

  test.each<[string, Partial<PlatformStatusRecorded['data']>, string, string]>([
    ['no such status', { status: 214 }, 'STATUS_UNKNOWN', 'status'],
    ['refused without a reason', { status: 210 }, 'REASON_MISSING', 'reasonCode'],
    ['disputed without a reason', { status: 207 }, 'REASON_MISSING', 'reasonCode'],
    ['received, but how much', { status: 212 }, 'AMOUNT_MISSING', 'amountCents'],
    ['an amount that nothing reports', { amountCents: 5 }, 'AMOUNT_UNUSED', 'amountCents'],
    ['before the last one', { status: 204, reference: 'm-2', on: '2026-09-02' }, 'DATE_BEFORE_STATUS', 'on'],
  ])('are refused: %s', (_what, changes, code, field) => {
    given(told())
      .when(tell({ reference: 'm-9', on: '2026-09-05', ...changes }))
      .thenRefused(code, field);
  });

  test('tell what may follow', () => {
    expect(statusesAfter(null)).not.toContain(209);
    expect([212, 213, 210].map(statusesAfter)).toEqual([[207, 211, 212], [200], []]);
    for (const { code, next, fr, en } of PLATFORM_STATUSES) {
      expect(next.filter((one) => platformStatus(one) === null)).toEqual([]);
      expect([code, fr, en].every(Boolean)).toBe(true);
    }
  });

  test('say nothing of a repayment', () => {
    given()
      .when(tell(), { document: { ...invoice, kind: 'repayment-statement' } })
      .thenRefused('STATUS_NOT_FOR_THIS_DOCUMENT', 'status');
  });
});
