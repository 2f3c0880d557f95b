import { configurationWith } from '../configuration/index.js';
import { copyDocuments } from './copy-documents.js';
import { copyKeys } from './copy-keys.js';
import { copyLog } from './copy-log.js';
import { logPlace, partPlace } from './copy-places.js';
import { CommandEnded } from './exit-codes.js';
import type { Output } from './output.js';

const silent: Output = {
  result: () => undefined,
  progress: () => undefined,
  said: () => undefined,
  refused: () => undefined,
};

async function refusedBy(body: typeof copyLog, from: string, to: string): Promise<unknown> {
  const run = { configuration: configurationWith(), output: silent, options: { from, to } };
  const fault: unknown = await body(run).catch((thrown: unknown) => thrown);
  if (!(fault instanceof CommandEnded)) throw fault;
  return { exitCode: fault.exitCode, ...fault.refusals[0] };
}

describe('the address of a part of a ledger', () => {
  test('may be a data folder, a file, a server, or a variable that holds it', () => {
    expect(logPlace({ from: '/srv/ledger' }, 'from')).toEqual({
      kind: 'sqlite',
      path: '/srv/ledger/log.sqlite',
    });
    expect(logPlace({ from: 'sqlite:/srv/log' }, 'from')).toEqual({ kind: 'sqlite', path: '/srv/log' });
    expect(logPlace({ to: 'esdb+discover://u:p@log:2113' }, 'to')).toEqual({
      kind: 'kurrentdb',
      url: 'esdb+discover://u:p@log:2113',
    });
    process.env['COPY_PLACES_SPEC'] = 'postgres://u:p@db/x';
    const keys = { scheme: 'file', path: 'keys', what: 'keys' } as const;
    expect(partPlace({ from: 'env:COPY_PLACES_SPEC' }, 'from', keys)).toEqual({
      address: { kind: 'postgres', url: 'postgres://u:p@db/x' },
      log: null,
    });
    expect(partPlace({ from: '/srv/ledger' }, 'from', keys)).toEqual({
      address: { kind: 'path', path: '/srv/ledger/keys.jsonl' },
      log: '/srv/ledger/log.sqlite',
    });
    delete process.env['COPY_PLACES_SPEC'];
  });

  test.each([
    [copyLog, 'mysql://ledger:geheim@host/log', '/nowhere/b', 2, 'ADDRESS_INVALID', '--from'],
    [copyLog, 'postgres://ledger:geheim@host/log', '/nowhere/b', 2, 'ADDRESS_INVALID', '--from'],
    [copyLog, '', '/nowhere/b', 2, 'ADDRESS_INVALID', '--from'],
    [copyLog, 'env:NOT_SET_ANYWHERE', '/nowhere/b', 2, 'VARIABLE_UNSET', '--from'],
    [copyLog, '/nowhere/a', '/nowhere/a', 2, 'SAME_PLACE', '--to'],
    [copyLog, '/nowhere/a', '/nowhere/b', 4, 'LOG_MISSING', '--from'],
    [copyKeys, '/nowhere/a', 'esdb://host', 2, 'ADDRESS_INVALID', '--to'],
    [copyKeys, '/nowhere/a', '/nowhere/b', 4, 'SOURCE_MISSING', '--from'],
    [copyDocuments, 'folder:/nowhere/a', 'folder:/nowhere/a', 2, 'SAME_PLACE', '--to'],
    [copyDocuments, 'postgres://ledger:geheim@127.0.0.1:1/x', '/nowhere/b', 4, 'DATABASE_AWAY', '--from'],
    [copyDocuments, 'postgres://ledger:geheim@host', '/nowhere/b', 2, 'DATABASE_URL_INVALID', '--from'],
  ])(
    '%o: from %s to %s is refused, and no password is shown',
    async (body, from, to, exitCode, code, field) => {
      const refused = await refusedBy(body, from, to);
      expect(refused).toMatchObject({ exitCode, code, field });
      expect(JSON.stringify(refused)).not.toContain('geheim');
    },
  );
});
