import { readdir } from 'node:fs/promises';

/**
 * Every specification of this folder but the demo, in one run: loading the application takes seconds, here once instead of once
 * per file. One of them alone: `npx jest test/scenarios/all -t '<its name>'`.
 */
const APART: readonly string[] = ['all.spec.ts', 'demo.spec.ts'];
for (const file of (await readdir(new URL('.', import.meta.url))).sort())
  if (file.endsWith('.spec.ts') && !APART.includes(file)) await import(`./${file}`);
