import { mkdirSync, writeFileSync } from 'node:fs';
import { DEFINITIONS_BY_CONTEXT } from '../registry/index.js';
import { cataloguePage } from './page.js';

/** `npm run docs:events`: writes docs/events.md below the current folder. */
mkdirSync('docs', { recursive: true });
writeFileSync('docs/events.md', cataloguePage(DEFINITIONS_BY_CONTEXT));
process.stdout.write('docs/events.md written\n');
