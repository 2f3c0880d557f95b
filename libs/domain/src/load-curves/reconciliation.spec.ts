import { stateAfter } from '#domain/decision';
import type { ReconciliationAccepted } from '#events';
import { meterStatus, reconciliation, type Compared, type ReconciliationCommand } from './reconciliation.js';

const meter = {
  period: '2026-03',
  kind: 'meter',
  subject: '14500000000017',
  difference: 200,
  theirs: 1000,
  file: null,
  reason: 'checked',
} as const;
const jobs = { ...meter, kind: 'jobs', subject: 'c-1', file: 'a'.repeat(64) } as const;

const decide = (
  data: Omit<ReconciliationCommand, 'type'>,
  compared: Compared | null,
  before: readonly ReconciliationAccepted[] = [],
) =>
  reconciliation.decide({ type: 'AcceptReconciliation', ...data }, stateAfter(reconciliation, before), {
    compared,
  });
const event = (data: ReconciliationAccepted['data']): ReconciliationAccepted => ({
  type: 'ReconciliationAccepted',
  data,
});

test.each([
  [1000, null, null, 'NO_CURVE'],
  [999, 1000, null, 'WITHIN'],
  [1001, 1000, null, 'WITHIN'],
  [1002, 1000, null, 'DIFFERENCE'],
  [1002, 1000, 2, 'ACCEPTED'],
  [1003, 1000, 2, 'DIFFERENCE'],
])('heaters %s Wh, meter %s Wh, accepted %s: %s', (ours, theirs, accepted, status) => {
  expect(meterStatus({ ours, theirs }, accepted)).toBe(status);
});

test('what is named and present is accepted, once', () => {
  expect(decide(meter, { ours: 1200, theirs: 1000 })).toEqual({ accepted: [event(meter)] });
  expect(decide(meter, { ours: 1200, theirs: 1000 }, [event(meter)])).toEqual({ accepted: [] });
  expect(decide(jobs, { ours: 1200, theirs: null })).toEqual({ accepted: [event(jobs)] });
});

test.each<[string, Omit<ReconciliationCommand, 'type'>, Compared | null, string]>([
  ['a subject that nobody knows', meter, null, 'RECONCILIATION_UNKNOWN'],
  ['a meter without a curve', meter, { ours: 1200, theirs: null }, 'RECONCILIATION_UNKNOWN'],
  ['heaters that draw otherwise now', meter, { ours: 1201, theirs: 1000 }, 'RECONCILIATION_CHANGED'],
  [
    'another curve, though the difference is the same',
    meter,
    { ours: 1300, theirs: 1100 },
    'RECONCILIATION_CHANGED',
  ],
  ['nothing to accept', { ...meter, difference: -200 }, { ours: 800, theirs: 1000 }, 'RECONCILIATION_AGREES'],
  ['work that is another now', jobs, { ours: 1201, theirs: null }, 'RECONCILIATION_CHANGED'],
  ['no list', { ...jobs, file: null }, { ours: 1200, theirs: null }, 'FILE_MISSING'],
])('%s is refused', (_what, data, compared, code) => {
  expect(decide(data, compared)).toMatchObject({ refused: { code } });
});
