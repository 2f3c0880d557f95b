import { readFileSync } from 'node:fs';

const { apart } = JSON.parse(readFileSync(new URL('./test/whole/groups.json', import.meta.url), 'utf8'));

/** Options of jest after which a word is their value. */
const TAKES_VALUE = /^(-t|-w|-c|--(testNamePattern|maxWorkers|config|shard|testTimeout|seed|outputFile))$/;
const words = process.argv.slice(2);
/** A run that names files runs them as they are; one of everything runs them in their groups. */
const namesFiles = words.some((word, i) => !word.startsWith('-') && !TAKES_VALUE.test(words[i - 1] ?? ''));

/** ESM throughout: swc compiles the sources, package imports resolve to them by the `source` condition. */
export default {
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/test'],
  testMatch: namesFiles
    ? ['**/*.spec.ts']
    : ['<rootDir>/test/whole/*.spec.ts', ...apart.map((path) => `<rootDir>/${path}`)],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          target: 'es2022',
          keepClassNames: true,
        },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
  // The files of these folders run within their all.spec.ts.
  testPathIgnorePatterns: ['/node_modules/', '/test/cases/(?!all)', '/test/scenarios/(?!all|demo)'],
  globalSetup: '<rootDir>/test/servers/postgres/global-setup.mjs',
  globalTeardown: '<rootDir>/test/servers/postgres/global-teardown.mjs',
  maxWorkers: '100%',
  testTimeout: 30000,
};
