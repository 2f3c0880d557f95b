/** ESM throughout: swc compiles the sources, package imports resolve to them by the `source` condition. */
export default {
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/test'],
  testMatch: ['**/*.spec.ts'],
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
