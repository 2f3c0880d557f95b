import { readFileSync } from 'node:fs';
import { configurationWith, printable, readConfiguration, settingsTable } from './index.js';

describe('configuration', () => {
  test('given nothing, the defaults: loopback, ./data/ledger', () => {
    const read = readConfiguration({});
    expect(read).toEqual({ configuration: configurationWith() });
    expect(read).toMatchObject({
      configuration: { host: '127.0.0.1', port: 8080, dataDir: './data/ledger' },
    });
  });

  test('a flag wins over the environment', () => {
    const read = readConfiguration({ HEATLEDGER_PORT: '9000', HEATLEDGER_HOST: '::1' }, { port: '9001' });
    expect(read).toMatchObject({ configuration: { port: 9001, host: '::1' } });
  });

  test('all faults are named at once, each with its variable or flag and what is allowed', () => {
    const read = readConfiguration(
      { HEATLEDGER_PORT: 'eighty', HEATLEDGER_LOG_LEVEL: 'loud', HEATLEDGER_DATA: '/x' },
      { waitMsMax: '-1' },
    );
    expect(read).toEqual({
      refused: [
        {
          code: 'SETTING_UNKNOWN',
          field: 'HEATLEDGER_DATA',
          remedy: 'There is no such setting; perhaps HEATLEDGER_DATA_DIR was meant. Unset it otherwise.',
        },
        {
          code: 'SETTING_INVALID',
          field: 'HEATLEDGER_PORT',
          remedy: expect.stringContaining('A whole number from 0 to 65535.'),
        },
        {
          code: 'SETTING_INVALID',
          field: 'HEATLEDGER_LOG_LEVEL',
          remedy: expect.stringContaining('One of: trace, debug'),
        },
        { code: 'SETTING_INVALID', field: '--wait-ms-max', remedy: expect.stringContaining("'-1'") },
      ],
    });
  });

  test.each([
    ['file://someone:secret@host/data', 'file://***@host/data'],
    ['esdb://admin:changeit@a:2113,b:2113?tls=true', 'esdb://***@a:2113,b:2113?tls=true'],
    ['esdb://admin:s@cr@t/x?y@a:2113', 'esdb://***@a:2113'],
    ['esdb://a:2113?tls=true&userKeyFile=/secret', 'esdb://a:2113?tls=true&userKeyFile=***'],
    ['esdb://127.0.0.1:2113, has a leader, and answers', 'esdb://127.0.0.1:2113, has a leader, and answers'],
    ['give postgres://<user>@<host>:<port>/<database>', 'give postgres://***@<host>:***/<database>'],
    ['postgres://u:p@h/db?sslmode=require&password=p', 'postgres://***@h/db?sslmode=require&password=***'],
    ['postgres://ledger:secret/db', 'postgres://ledger:***/db'],
    ['./data/ledger', './data/ledger'],
  ])('what is printed never shows a password: %s', (dataDir, shown) => {
    expect(printable(configurationWith({ dataDir }))['dataDir']).toBe(shown);
  });

  test.each([
    ['esdb://localhost:2113?tls=false'],
    ['esdb+discover://ledger:secret@cluster.example:2113'],
    ['esdb://ledger:secret@[::1]:2113,log-2,log-3:2113?tls=true'],
  ])('a log on a server is %s', (url) => {
    const databaseUrl = 'postgres://db/ledger';
    const both = { HEATLEDGER_EVENT_STORE_URL: url, HEATLEDGER_DATABASE_URL: databaseUrl };
    expect(readConfiguration(both)).toMatchObject({ configuration: { eventStoreUrl: url, databaseUrl } });
  });

  test.each([
    ['HEATLEDGER_EVENT_STORE_URL', 'kurrentdb://admin:changeit@host:2113'],
    ['HEATLEDGER_EVENT_STORE_URL', 'esdb://admin:chan@geit@host'],
    ['HEATLEDGER_EVENT_STORE_URL', 'admin:changeit@host:2113'],
    ['HEATLEDGER_DATABASE_URL', 'mysql://admin:changeit@host/db'],
    ['HEATLEDGER_DATABASE_URL', 'postgres://admin:changeit@host:port/db'],
  ])('%s=%s is refused without being repeated', (variable, url) => {
    const read = readConfiguration({ [variable]: url });
    expect(read).toMatchObject({ refused: [{ code: 'SETTING_INVALID', field: variable }] });
    expect(JSON.stringify(read)).not.toContain('chan');
  });

  test('an address left empty is none; several parts, and a projector elsewhere, need a database', () => {
    expect(readConfiguration({ HEATLEDGER_DATABASE_URL: '' })).toEqual({
      configuration: configurationWith(),
    });
    expect(readConfiguration({ HEATLEDGER_PARTITIONS: '4' })).toMatchObject({
      refused: [{ code: 'SETTING_INVALID', field: 'HEATLEDGER_PARTITIONS' }],
    });
    expect(readConfiguration({ HEATLEDGER_PROJECTOR: 'elsewhere' })).toMatchObject({
      refused: [{ code: 'SETTING_INVALID', field: 'HEATLEDGER_PROJECTOR' }],
    });
    expect(
      readConfiguration({ HEATLEDGER_PARTITIONS: '4', HEATLEDGER_DATABASE_URL: 'postgresql://db/ledger' }),
    ).toMatchObject({ configuration: { partitions: 4 } });
  });

  test('a log on a server needs a database: a second ledger would have keys and locks of its own', () => {
    expect(readConfiguration({ HEATLEDGER_EVENT_STORE_URL: 'esdb://log:2113' })).toEqual({
      refused: [
        {
          code: 'SETTING_INVALID',
          field: 'HEATLEDGER_EVENT_STORE_URL',
          remedy: expect.stringContaining('set HEATLEDGER_DATABASE_URL'),
        },
      ],
    });
  });

  test('docs/configuration.md holds the table of the settings', () => {
    expect(readFileSync('docs/configuration.md', 'utf8')).toContain(settingsTable());
  });
});
