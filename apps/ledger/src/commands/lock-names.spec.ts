import { COMMAND_DEFINITIONS } from './command-definitions.js';
import { FISCAL_YEARS } from './lock-names.js';
import type { LedgerReads } from './ledger-reads.js';

test('the month in which fiscal years begin stays as it is while one is locked', async () => {
  const reads = { money: () => ({ projected: () => Promise.resolve() }) } as unknown as LedgerReads;
  const locksOf = (name: string): Promise<readonly string[]> =>
    COMMAND_DEFINITIONS.find((definition) => definition.name === name)!.locksOf({}, reads);
  expect(await locksOf('RegisterCompany')).toContain(FISCAL_YEARS);
  expect(await locksOf('LockFiscalYear')).toContain(FISCAL_YEARS);
});
