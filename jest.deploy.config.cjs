const shared = require('./jest.config.cjs');

/** `npm run test:deploy`: one deployment from its beginning to its end. */
module.exports = {
  ...shared,
  testMatch: ['<rootDir>/test/deploy/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  maxWorkers: 1,
  reporters: ['<rootDir>/test/deploy/live-reporter.cjs', '<rootDir>/test/setup/summary-reporter.cjs'],
  testTimeout: 600_000,
};
