import type { Keys, KeysAddress } from '#ports/keys';
import { FileKeys } from '#ports/keys/file';

export const openKeys = (address: KeysAddress): Promise<Keys> => {
  if (address.kind === 'postgres') throw new Error('keys on PostgreSQL are not read here yet');
  return Promise.resolve(new FileKeys({ path: address.path }));
};
