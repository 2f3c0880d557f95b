import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SETTING_NAMES, variableOf } from '../../apps/ledger/src/configuration/index.js';
import { PROGRAM_SETTINGS } from '../../apps/projector/src/variables.js';

const textOf = (name: string): string => readFileSync(join(process.cwd(), name), 'utf8');
const FILES = ['Dockerfile', 'docker-compose.yml', 'docker-compose.cluster.yml'] as const;

/** What only the compose files know: it goes into addresses. */
const OF_COMPOSE: readonly string[] = ['HEATLEDGER_POSTGRES_PASSWORD'];

describe.each(FILES)('%s', (file) => {
  test('sets only what is a setting', () => {
    const known = new Set([...SETTING_NAMES.map(variableOf), ...PROGRAM_SETTINGS, ...OF_COMPOSE]);
    const named = textOf(file).match(/\bHEATLEDGER_[A-Z_]+/g) ?? [];
    expect(named.filter((name) => !known.has(name))).toEqual([]);
  });

  test('holds no password, and publishes on this machine alone', () => {
    const text = textOf(file);
    const secrets = text.match(/:\/\/[^\s/@]*:[^\s@]*@/g) ?? [];
    expect(secrets.filter((secret) => !/^:\/\/\w+:\$\{[A-Z_]+:\?[^}]+\}@$/.test(secret))).toEqual([]);
    expect((text.match(/PASSWORD: .+/g) ?? []).filter((line) => !line.includes('${'))).toEqual([]);
    expect((text.match(/ports: .+/g) ?? []).filter((line) => !line.includes("'127.0.0.1:"))).toEqual([]);
  });

  test('starts programs that the build makes', () => {
    const programs = textOf(file).match(/\bdist\/[\w/.-]+\.js/g) ?? [];
    const sources = programs.map((path) => path.replace(/^dist\//, '').replace(/\.js$/, '.ts'));
    expect(sources.filter((path) => !existsSync(join(process.cwd(), path)))).toEqual([]);
  });
});

test('the image copies nothing that is kept out of its build', () => {
  const kept: readonly string[] = textOf('.dockerignore').match(/(?<=^!).+/gm) ?? [];
  const copied = [...textOf('Dockerfile').matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, paths]) =>
    (paths ?? '').split(' '),
  );
  expect(copied.filter((path) => !kept.includes(path))).toEqual([]);
  expect(copied.filter((path) => !existsSync(join(process.cwd(), path)))).toEqual([]);
});
