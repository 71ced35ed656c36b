const { availableParallelism } = require('node:os');

/** ESM-only packages that jest must transform. */
const esmOnly = [
  'jose',
  'postal-mime',
  'aws4fetch',
  'preact',
  '@preact',
  'htmlparser2',
  'entities',
  'dom-serializer',
  'domhandler',
  'domutils',
  'domelementtype',
  'fast-check',
  'pure-rand',
];

module.exports = {
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  // One long deployment, by a command of its own: jest.deploy.config.cjs.
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/deploy/'],
  testEnvironment: 'node',
  transform: { '\\.(ts|tsx|js|mjs)$': '<rootDir>/test/setup/esbuild-transform.cjs' },
  transformIgnorePatterns: [`node_modules/(?!(${esmOnly.join('|')})/)`],
  moduleFileExtensions: ['ts', 'tsx', 'mjs', 'js', 'cjs', 'json', 'node'],
  modulePathIgnorePatterns: [
    '<rootDir>/dist',
    '<rootDir>/cdk.out',
    '<rootDir>/.local',
    '<rootDir>/.cache',
    '<rootDir>/.emulator',
  ],
  reporters: ['default', '<rootDir>/test/setup/summary-reporter.cjs'],
  testSequencer: '<rootDir>/test/setup/longest-first.cjs',
  // Who tests the running system or a page waits for it half of the time: one more than there are processors keeps them busy.
  // More than four at once would be in each other's way.
  maxWorkers: Math.min(4, availableParallelism() + 1),
  testTimeout: 240_000,
};
