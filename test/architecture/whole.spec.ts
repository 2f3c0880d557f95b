import { readFileSync } from 'node:fs';
import { matchesGlob } from 'node:path';
import { sourcesIn } from './sources.js';

const { groups, apart } = JSON.parse(
  readFileSync(new URL('../whole/groups.json', import.meta.url), 'utf8'),
) as { readonly groups: Readonly<Record<string, readonly string[]>>; readonly apart: readonly string[] };

/** Folders whose `all.spec.ts` loads the rest. */
const LOADED = apart.flatMap((path) =>
  path.endsWith('/all.spec.ts') ? [path.replace('all.spec.ts', '')] : [],
);

/** How often a run of everything meets a file. */
function timesRun(path: string): number {
  const grouped = Object.values(groups)
    .flat()
    .filter((folder) => path.startsWith(`${folder}/`));
  const alone = apart.filter((glob) => matchesGlob(path, glob));
  const loaded = alone.length > 0 ? [] : LOADED.filter((folder) => path.startsWith(folder));
  return grouped.length + alone.length + loaded.length;
}

test('a run of everything runs every specification once', () => {
  const specs = sourcesIn('apps', 'libs', 'test').filter(
    ({ path, isSpec }) => isSpec && !path.startsWith('test/whole/'),
  );
  expect(specs.length).toBeGreaterThan(200);
  expect(specs.map(({ path }) => [path, timesRun(path)]).filter(([, times]) => times !== 1)).toEqual([]);
});

test.each(Object.keys(groups))('the group %s has its file', (group) => {
  expect(readFileSync(new URL(`../whole/${group}.spec.ts`, import.meta.url), 'utf8')).toContain(
    `specsOf('${group}')`,
  );
});
