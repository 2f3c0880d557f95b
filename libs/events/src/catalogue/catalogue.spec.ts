import { readFileSync } from 'node:fs';
import { DEFINITIONS, DEFINITIONS_BY_CONTEXT } from '../registry/index.js';
import { cataloguePage } from './page.js';

describe('docs/events.md', () => {
  const page = cataloguePage(DEFINITIONS_BY_CONTEXT);

  test('is what the schemas say (else: npm run docs:events)', () => {
    expect(readFileSync('docs/events.md', 'utf8')).toBe(page);
  });

  test('has a section for every event and a unit where there is one', () => {
    for (const { type } of DEFINITIONS) expect(page).toContain(`### ${type}\n`);
    expect(page).toContain('| body.slices[].coreMs |');
    expect(page).toMatch(/\| mainWh \| integer ≥ 0 \| Wh \|/);
  });
});
