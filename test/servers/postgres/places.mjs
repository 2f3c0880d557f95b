import { lstatSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const OTHERS_MAY_ENTER = 0o001;
const OTHERS_MAY_READ = 0o004;

/** PostgreSQL refuses to run as root: it runs as a user without rights then. `null`: as whoever runs this. */
export function serverUser() {
  if (process.getuid?.() !== 0) return null;
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const found = ['nobody', 'postgres'].flatMap((name) => users.filter(([user]) => user === name))[0];
  if (!found) throw new Error('PostgreSQL does not run as root, and there is no user nobody or postgres');
  return { uid: Number(found[2]), gid: Number(found[3]) };
}

/** Whether any user may read what stands there. */
export function isOpenToAll(path) {
  const folders = [];
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    folders.push(folder);
    if (dirname(folder) === folder) break;
  }
  const [own, ...above] = folders.map((folder) => statSync(folder).mode);
  const wanted = OTHERS_MAY_READ | OTHERS_MAY_ENTER;
  return (own & wanted) === wanted && above.every((mode) => (mode & OTHERS_MAY_ENTER) !== 0);
}

/** Folder of this user's test servers and of the copied binaries; nobody else may have made it. */
export function serversFolder() {
  const owner = process.getuid?.() ?? 0;
  const above = serverUser() && !isOpenToAll(tmpdir()) ? '/tmp' : tmpdir();
  const folder = join(above, `heatledger-postgres-${owner}`);
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  const made = lstatSync(folder);
  if (!made.isDirectory() || (process.getuid && made.uid !== owner))
    throw new Error(`${folder} belongs to someone else`);
  return folder;
}
