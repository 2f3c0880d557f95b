import { dirname, join } from 'node:path/posix';
import { sourcesIn, type Source } from './sources.js';

/** Left to right: a context may import only what stands in a group before its own. */
const CONTEXTS: readonly (readonly string[])[] = [
  ['decision', 'texts'],
  ['quantity'],
  ['calendar'],
  ['installation'],
  ['fleet', 'parties'],
  ['telemetry'],
  ['metering'],
  ['electricity-tariffs'],
  ['load-curves'],
  ['compute-contracts'],
  ['facts'],
  ['attribution'],
  ['rating'],
  ['accounting'],
  ['documents'],
  ['settlements'],
  ['credits'],
  ['lifecycle'],
  ['periods'],
  ['resident-proof'],
  ['claims'],
];
const placeOf = (context: string): number => CONTEXTS.findIndex((group) => group.includes(context));

/** A package may import only from a floor below its own. */
const FLOORS: Readonly<Record<string, number>> = {
  domain: 0,
  events: 0,
  postgres: 0,
  spreadsheets: 0,
  documents: 1,
  exports: 1,
  ports: 1,
  'event-store': 1,
  'read-models': 2,
  processes: 3,
  apps: 4,
};

const LINES_MAX = 300;
const FORBIDDEN_NAMES = /^(?:utils?|helpers?|commons?|managers?|misc)$/i;

const sources = sourcesIn('apps', 'libs', 'test');
const production = sources.filter(({ path, isSpec }) => !isSpec && !path.startsWith('test/'));
const domain = production.filter(({ path }) => path.startsWith('libs/domain/'));

const packageOf = (path: string): string =>
  path.startsWith('apps/') ? 'apps' : (/^libs\/([^/]+)\//.exec(path)?.[1] ?? '');
/** Package of an import by its name, or `null` where it is none of ours. */
const importedPackage = (from: string): string | null =>
  from.startsWith('#') ? from.slice(1).split('/')[0]! : null;
const contextOf = ({ path }: Source): string => path.split('/')[3]!;
const resolved = (source: Source, from: string): string => join(dirname(source.path), from);

/** Every fault as one line that names file and reason: the list is what a failing test prints. */
const faults = (files: readonly Source[], find: (source: Source) => readonly string[]): string[] =>
  files.flatMap((source) => find(source).map((what) => `${source.path}: ${what}`));

describe('imports', () => {
  test('run downward between packages', () => {
    expect(
      faults(production, ({ path, imports }) => {
        const own = packageOf(path);
        return imports.flatMap(({ from }) => {
          const other = importedPackage(from);
          if (other === null || other === own) return [];
          // The domain may know the shape of events; the next test looks at how.
          if (own === 'domain' && other === 'events') return [];
          return FLOORS[own]! > (FLOORS[other] ?? Infinity) ? [] : [`imports ${from}`];
        });
      }),
    ).toEqual([]);
  });

  test('of events into the domain are types alone', () => {
    expect(
      faults(domain, ({ imports }) =>
        imports
          .filter(({ from, typeOnly }) => from.startsWith('#events') && !typeOnly)
          .map(({ from }) => from),
      ),
    ).toEqual([]);
  });

  test('between contexts of the domain point to the left', () => {
    expect(
      faults(domain, (source) => {
        const own = contextOf(source);
        if (placeOf(own) < 0) return [`${own} has no place in the order of contexts`];
        return source.imports
          .map(({ from }) => /^#domain\/([^/]+)/.exec(from)?.[1])
          .filter((other) => other !== undefined && other !== own && placeOf(other) >= placeOf(own))
          .map((other) => `imports ${other}`);
      }),
    ).toEqual([]);
  });

  test('by a path stay inside their package, and inside their context of the domain', () => {
    const home = (path: string): string =>
      path
        .split('/')
        .slice(0, path.startsWith('libs/domain/') ? 4 : 2)
        .join('/');
    expect(
      faults(production, (source) =>
        source.imports
          .filter(({ from }) => from.startsWith('.') && home(resolved(source, from)) !== home(source.path))
          .map(({ from }) => `imports ${from}`),
      ),
    ).toEqual([]);
  });

  test('by a path end in .js', () => {
    expect(
      faults(sources, ({ imports }) =>
        imports.filter(({ from }) => from.startsWith('.') && !from.endsWith('.js')).map(({ from }) => from),
      ),
    ).toEqual([]);
  });
});

describe('the domain', () => {
  test('imports decimal.js and nothing else from outside', () => {
    expect(
      faults(domain, ({ imports }) =>
        imports
          .filter(({ from }) => !from.startsWith('.') && !from.startsWith('#') && from !== 'decimal.js')
          .map(({ from }) => `imports ${from}`),
      ),
    ).toEqual([]);
  });

  test.each<[string, RegExp]>([
    ['clock', /\bDate\.now\b|\bnew Date\(\s*\)|\bDate\(\s*\)|\bperformance\b/],
    ['randomness', /\bMath\.random\b|\bcrypto\b/],
    ['environment', /\bprocess\.|\bglobalThis\b|\brequire\(/],
    ['waiting or IO', /\basync\b|\bawait\b|\bsetTimeout\b|\bfetch\(|\bconsole\./],
    ['zone tables of the machine', /\bIntl\b|\btoLocale\w*\(|\bgetTimezoneOffset\b/],
  ])('needs no %s', (_what, pattern) => {
    expect(faults(domain, ({ code }) => pattern.exec(code) ?? [])).toEqual([]);
  });
});

describe('every file', () => {
  test(`has at most ${LINES_MAX} lines`, () => {
    expect(faults(sources, ({ lines }) => (lines > LINES_MAX ? [`${lines} lines`] : []))).toEqual([]);
  });

  test('and folder has a name that says what is in it', () => {
    expect(
      faults(sources, ({ path }) =>
        path.split('/').flatMap((part) => part.split(/[.-]/).filter((word) => FORBIDDEN_NAMES.test(word))),
      ),
    ).toEqual([]);
  });

  test('is checked by compiler and linter without exception', () => {
    const silenced = new RegExp(
      ['eslint-' + 'disable', '@ts-' + '(?:ignore|expect-error|nocheck)'].join('|'),
    );
    expect(faults(sources, ({ text }) => silenced.exec(text) ?? [])).toEqual([]);
  });

  test('says what a value is', () => {
    const anything = new RegExp('(?::|<|\\bas|\\||,)\\s*' + 'any' + '\\b(?!\\s*[:,)(])');
    expect(faults(sources, ({ code }) => anything.exec(code) ?? [])).toEqual([]);
  });

  test('leaves nothing for later', () => {
    const later = new RegExp(
      ['TO' + 'DO', 'FIX' + 'ME', 'X' + 'XX'].map((word) => `\\b${word}\\b`).join('|'),
    );
    expect(faults(sources, ({ text }) => later.exec(text) ?? [])).toEqual([]);
  });

  test('of production leaves tests out of the build', () => {
    expect(
      faults(production, (source) =>
        source.imports
          .filter(({ from }) => /^(?:jest|@jest|fast-check|@nestjs\/testing)/.test(from))
          .map(({ from }) => `imports ${from}`),
      ),
    ).toEqual([]);
  });
});
