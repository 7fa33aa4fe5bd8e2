/**
 * The rooms whose tests are tested, each with the tests that are run against what is changed in it: its own, and
 * where it has hardly any, one that goes through it within one process.
 */
export const ROOMS = {
  versions: { code: 'src/versions', tests: ['src/versions/**/*.test.ts'] },
  source: { code: 'src/source', tests: ['src/source/**/*.test.ts'] },
  languages: { code: 'src/languages', tests: ['src/languages/**/*.test.ts'] },
  remember: {
    code: 'src/pipeline/remember',
    tests: ['src/pipeline/remember/*.test.ts', 'test/incremental/shared.test.ts'],
  },
};
