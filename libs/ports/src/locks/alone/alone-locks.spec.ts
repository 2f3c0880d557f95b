import { locksContract } from '../../../../../test/contracts/locks.contract.js';
import { openLocks } from '../open/index.js';

locksContract('alone', async (waitMsMax) => {
  const locks = await openLocks({ kind: 'alone' }, { waitMsMax });
  return { one: locks, other: locks };
});
