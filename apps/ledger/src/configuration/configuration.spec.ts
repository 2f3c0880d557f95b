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

  test('what is printed never shows a password', () => {
    const configuration = configurationWith({ dataDir: 'file://someone:secret@host/data' });
    expect(printable(configuration)['dataDir']).toBe('file://***@host/data');
  });

  test('docs/configuration.md holds the table of the settings', () => {
    expect(readFileSync('docs/configuration.md', 'utf8')).toContain(settingsTable());
  });
});
