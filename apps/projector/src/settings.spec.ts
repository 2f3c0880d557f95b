import { readSettings } from './settings.js';

const SECRET = 'never-told';

describe('settings of a projector', () => {
  test('are those of the ledger, under the same names; the command line wins', () => {
    const read = readSettings(['--data-dir', '/b', '--rebuild'], {
      HEATLEDGER_DATA_DIR: '/a',
      HEATLEDGER_DATABASE_URL: 'postgres://u:p@h:5432/d',
      HEATLEDGER_PARTITIONS: '4',
      HEATLEDGER_PORT: '8080',
      PATH: '/bin',
    });
    expect(read).toMatchObject({
      settings: { dataDir: '/b', partitions: 4, rebuild: true, logLevel: 'info' },
    });
  });

  test('that cannot be used are all named with what they are, and nothing secret is', () => {
    const read = readSettings([], {
      HEATLEDGER_DATABASE_URL: `mysql://u:${SECRET}@h/d`,
      HEATLEDGER_EVENT_STORE_URL: `http://u:${SECRET}@h`,
      HEATLEDGER_PARTITIONS: '65',
      HEATLEDGER_LOG_LEVEL: 'loud',
      HEATLEDGER_DATBASE_URL: SECRET,
    });
    expect('refused' in read ? read.refused.map(({ code, field }) => [code, field]) : []).toEqual([
      ['SETTING_UNKNOWN', 'HEATLEDGER_DATBASE_URL'],
      ['SETTING_INVALID', 'HEATLEDGER_EVENT_STORE_URL'],
      ['SETTING_INVALID', 'HEATLEDGER_DATABASE_URL'],
      ['SETTING_INVALID', 'HEATLEDGER_PARTITIONS'],
      ['SETTING_INVALID', 'HEATLEDGER_LOG_LEVEL'],
    ]);
    expect(JSON.stringify(read)).not.toContain(SECRET);
  });

  test.each([
    [['--rebild'], {}, 'SETTING_UNKNOWN', 'command line'],
    [[], { HEATLEDGER_PARTITIONS: '2' }, 'SETTING_INVALID', 'HEATLEDGER_PARTITIONS'],
    [[], { HEATLEDGER_EVENT_STORE_URL: 'esdb://log:2113' }, 'SETTING_INVALID', 'HEATLEDGER_EVENT_STORE_URL'],
    [['--data-dir', ''], {}, 'SETTING_INVALID', '--data-dir'],
  ])('%j with %j: %s of %s', (words, environment, code, field) => {
    expect(readSettings(words, environment)).toMatchObject({ refused: [{ code, field }] });
  });
});
