#!/usr/bin/env node
import { spawnSync } from 'node:child_process';
import { readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Runs the ledger from its build, after building it where a source is newer: `npm run heatledger` works on a
 * fresh clone and after a pull, and starts at once otherwise. The build speaks on stderr; stdout is the command's.
 */
const root = fileURLToPath(new URL('../../', import.meta.url));
const stamp = join(root, 'dist/.built');

function newestMs(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return readdirSync(path).reduce(
    (newest, name) => Math.max(newest, newestMs(join(path, name))),
    stat.mtimeMs,
  );
}

function isStale() {
  const sources = [
    'apps',
    'libs',
    'package.json',
    'package-lock.json',
    'tsconfig.json',
    'tsconfig.build.json',
  ];
  try {
    const builtMs = statSync(stamp).mtimeMs;
    return sources.some((source) => newestMs(join(root, source)) > builtMs);
  } catch {
    return true;
  }
}

function build() {
  const startedAt = new Date();
  process.stderr.write('Building heatledger (only when sources changed) …\n');
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  const { status } = spawnSync(process.execPath, [compiler, '-p', 'tsconfig.build.json'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  if (status !== 0) {
    process.stderr.write('The build failed; run `npm ci` and then `npm run build` to see why.\n');
    process.exit(1);
  }
  writeFileSync(stamp, `${startedAt.toISOString()}\n`);
  // What changed while it was built is newer than the build.
  utimesSync(stamp, startedAt, startedAt);
}

if (process.argv[2] === '--build' || isStale()) build();
if (process.argv[2] !== '--build') await import(join(root, 'dist/apps/ledger/src/main.js'));
