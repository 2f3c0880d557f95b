import { readdir, readFile } from 'node:fs/promises';

const ROOT = new URL('../../', import.meta.url);
const WORDS = ['describe', 'test', 'it', 'beforeAll', 'beforeEach', 'afterAll', 'afterEach'] as const;
const VARIANTS = ['skip', 'only', 'todo', 'failing'] as const;

type Call = (...args: readonly unknown[]) => unknown;
/** A word of jest: called as it is, or as a variant or table of it. */
type Word = Call & Readonly<Record<string, unknown>>;
const globals = globalThis as unknown as Record<(typeof WORDS)[number], Word>;

interface Groups {
  readonly groups: Readonly<Record<string, readonly string[]>>;
}

/** Stands for a word: what it is called with is kept, and said later. */
function later(word: Word, said: (() => void)[]): Word {
  const keep =
    (call: Call): Call =>
    (...args) =>
      void said.push(() => void call(...args));
  const variants = VARIANTS.flatMap((name) => {
    const variant = word[name] as Word | undefined;
    return variant === undefined ? [] : [[name, later(variant, said)] as const];
  });
  const each = word['each'] as ((...table: readonly unknown[]) => Call) | undefined;
  const tables = each === undefined ? {} : { each: (...table: readonly unknown[]) => keep(each(...table)) };
  return Object.assign(keep(word), Object.fromEntries(variants), tables) as Word;
}

/** Loads one file; all that it says at its top stands under its name, so that its hooks are its own. */
async function specOf(path: string): Promise<void> {
  const real = Object.fromEntries(WORDS.map((name) => [name, globals[name]])) as typeof globals;
  const said: (() => void)[] = [];
  for (const name of WORDS) globals[name] = later(real[name], said);
  try {
    await import(new URL(path, ROOT).href);
  } finally {
    Object.assign(globals, real);
  }
  real.describe(path, () => said.forEach((say) => say()));
}

/**
 * Every specification of a group of folders in one file of jest: modules are loaded once instead of once per file,
 * which is most of what short specifications cost.
 */
export async function specsOf(group: string): Promise<void> {
  const { groups } = JSON.parse(await readFile(new URL('./groups.json', import.meta.url), 'utf8')) as Groups;
  for (const folder of groups[group] ?? []) {
    const files = await readdir(new URL(`${folder}/`, ROOT), { recursive: true });
    for (const file of files.toSorted()) if (file.endsWith('.spec.ts')) await specOf(`${folder}/${file}`);
  }
}
