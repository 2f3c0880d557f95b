import { leasesContract } from '../../../../../test/contracts/leases.contract.js';
import { openLeases } from '../open/index.js';

leasesContract('alone', async () => {
  const leases = await openLeases({ kind: 'alone' });
  return { one: leases, other: leases };
});
