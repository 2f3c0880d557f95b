import { EventStoreError } from '#event-store';
import { DatabaseError } from '#postgres';
import { type Configuration, configurationWith } from '../configuration/index.js';
import { EXIT } from './exit-codes.js';
import { openingFault } from './opening-fault.js';

const coded = (code: string): Error => Object.assign(new Error('x'), { code });

test.each<[string, unknown, Partial<Configuration>, number, string, string]>([
  [
    'a folder that is held',
    new EventStoreError('SECOND_WRITER', 'x'),
    {},
    EXIT.unreachable,
    'DATA_FOLDER_LOCKED',
    'dataDir',
  ],
  [
    'a file of a newer program',
    new EventStoreError('NEWER_DATABASE', 'x'),
    {},
    EXIT.usage,
    'NEWER_DATABASE',
    'dataDir',
  ],
  [
    'a log that lost events',
    new EventStoreError('LOG_TRUNCATED', 'x'),
    { eventStoreUrl: 'esdb://h' },
    EXIT.failed,
    'LOG_TRUNCATED',
    'eventStoreUrl',
  ],
  [
    'a log that is away',
    new EventStoreError('STORE_AWAY', 'esdb://u:secret@h does not answer'),
    { eventStoreUrl: 'esdb://u:secret@h' },
    EXIT.unreachable,
    'STORE_AWAY',
    'eventStoreUrl',
  ],
  [
    'a log without events',
    new EventStoreError('LOG_MISSING', 'x'),
    { eventStoreUrl: 'esdb://u:secret@h' },
    EXIT.unreachable,
    'NO_LEDGER',
    'eventStoreUrl',
  ],
  [
    'a database of a newer program',
    new DatabaseError('DATABASE_NEWER', 'x'),
    {},
    EXIT.usage,
    'DATABASE_NEWER',
    'databaseUrl',
  ],
  ['a port that is taken', coded('EADDRINUSE'), {}, EXIT.unreachable, 'PORT_TAKEN', 'port'],
  ['an address of another machine', coded('EADDRNOTAVAIL'), {}, EXIT.usage, 'HOST_UNKNOWN', 'host'],
])('%s ends a command', (_what, fault, settings, exitCode, code, field) => {
  const ended = openingFault(fault, configurationWith(settings));
  expect(ended).toMatchObject({ exitCode, refusals: [{ code, field, remedy: expect.any(String) }] });
  expect(JSON.stringify(ended)).not.toContain('secret');
});

test('a fault of ours stays one', () => {
  const fault = new Error('x');
  expect(openingFault(fault, configurationWith())).toBe(fault);
});
