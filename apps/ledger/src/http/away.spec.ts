import { EventStoreError } from '#event-store';
import { LockLost, LockTimeout } from '#ports/locks';
import { DatabaseError } from '#postgres';
import { StoreRefused } from '#processes/closing';
import { ModelsMissing } from '#read-models';
import { problemOfAway } from './away.js';

test.each<[string, unknown, number, string]>([
  ['a log that is away', new EventStoreError('STORE_AWAY', 'x'), 503, 'STORE_AWAY'],
  ['a database that is away', new DatabaseError('DATABASE_AWAY', 'x'), 503, 'DATABASE_AWAY'],
  ['read models that nobody made yet', new ModelsMissing('x'), 503, 'READ_MODELS_MISSING'],
  ['a full disk under a process', new StoreRefused('STORE_FULL', 'x'), 503, 'STORE_FULL'],
  ['a log that is overloaded', new StoreRefused('OVERLOADED', 'x'), 429, 'OVERLOADED'],
  ['a lock that others hold', new LockTimeout(['money'], 1000), 503, 'LOCK_TIMEOUT'],
  ['a lock that was lost', new LockLost(), 503, 'LOCK_LOST'],
])('%s is no fault of the request: %s', (_what, fault, status, code) => {
  expect(problemOfAway(fault)).toMatchObject({ status, code, detail: expect.stringContaining('again') });
});

test('a fault of ours stays one', () => {
  expect(problemOfAway(new Error('x'))).toBeNull();
  expect(problemOfAway(undefined)).toBeNull();
});
