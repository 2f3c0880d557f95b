import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';

export interface Import {
  readonly from: string;
  readonly typeOnly: boolean;
}

/** A source file of ours, by its path from the root of the repository. */
export interface Source {
  readonly path: string;
  readonly text: string;
  /** The text without comments. */
  readonly code: string;
  readonly lines: number;
  readonly imports: readonly Import[];
  readonly isSpec: boolean;
}

/** Comments go, strings stay: `//` inside a string (an address) is no comment. */
const withoutComments = (text: string): string =>
  text.replaceAll(
    /('(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`)|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g,
    '$1',
  );

const IMPORT =
  /\b(import|export)\s+(type\s+)?(?:[\w*{][^;'"]*?\s+from\s+)?'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/g;

const importsOf = (code: string): Import[] =>
  [...code.matchAll(IMPORT)].map(([, , type, statement, call]) => ({
    from: (statement ?? call)!,
    typeOnly: type !== undefined,
  }));

function read(path: string): Source {
  const text = readFileSync(path, 'utf8');
  const code = withoutComments(text);
  return {
    path: path.split(sep).join('/'),
    text,
    code,
    lines: text.split('\n').length - 1,
    imports: importsOf(code),
    isSpec: path.endsWith('.spec.ts'),
  };
}

/** All TypeScript below these folders of the repository. */
export const sourcesIn = (...folders: readonly string[]): Source[] =>
  folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts'))
      .map((path) => read(join(folder, path))),
  );
