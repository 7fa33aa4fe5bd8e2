/**
 * The rooms whose tests are tested, each with the tests that are run against its changed lines: those of the
 * room and those of others that go through it within one process.
 */
export const ROOMS = {
  versions: {
    code: 'src/versions',
    tests: [
      'src/versions/**/*.test.ts',
      'src/writing/**/*.test.ts',
      'test/versions/{changes,mistakes,record,renaming,time-property,verdict-table}.test.ts',
      'test/incremental/shared.test.ts',
      'test/codes.test.ts',
    ],
  },
  source: {
    code: 'src/source',
    tests: ['src/source/**/*.test.ts', 'src/writing/**/*.test.ts', 'test/codes.test.ts'],
  },
  languages: {
    code: 'src/languages',
    tests: [
      'src/languages/**/*.test.ts',
      'src/{diagnostics,render,site}/**/*.test.ts',
      'test/incremental/shared.test.ts',
      'test/codes.test.ts',
    ],
  },
  remember: {
    code: 'src/pipeline/remember',
    tests: ['src/pipeline/remember/*.test.ts', 'test/incremental/{faults,incremental,live,shared}.test.ts'],
  },
};
