import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { identityOf } from './binaries.mjs';
import { serversFolder, serverUser } from './places.mjs';

const run = promisify(execFile);
const environment = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };

const user = serverUser() ?? {};
const ownedByServer = (path) => {
  if (user.uid !== undefined) chownSync(path, user.uid, user.gid);
};

function makeDataFolder(path) {
  mkdirSync(path, { mode: 0o700 });
  ownedByServer(path);
}

/** A new cluster in UTF-8 and the C locale, with a password; made once per installation of the programs. */
async function template(bin) {
  const made = join(serversFolder(), `template-${identityOf(bin)}`);
  if (existsSync(made)) return made;
  const aside = `${made}.${process.pid}.part`;
  mkdirSync(aside, { mode: 0o755 });
  makeDataFolder(join(aside, 'data'));
  const password = join(aside, 'password');
  writeFileSync(password, randomBytes(12).toString('hex'), { mode: 0o600 });
  ownedByServer(password);
  const where = ['-D', join(aside, 'data'), '-U', 'postgres', '-A', 'scram-sha-256', '--pwfile', password];
  const how = ['--no-sync', '--no-instructions', '--locale=C', '-E', 'UTF8'];
  try {
    await run(join(bin, 'initdb'), [...where, ...how], { ...user, cwd: '/', env: environment });
    renameSync(aside, made);
  } catch (error) {
    rmSync(aside, { recursive: true });
    // Another run was first.
    if (!existsSync(made)) throw error;
  }
  return made;
}

/** Puts the files of a new server at this path and says the password of its user. */
export async function prepareData(bin, path) {
  const from = await template(bin);
  makeDataFolder(path);
  await run('cp', ['-R', `${join(from, 'data')}/.`, path], { ...user, cwd: '/', env: environment });
  return readFileSync(join(from, 'password'), 'utf8');
}
