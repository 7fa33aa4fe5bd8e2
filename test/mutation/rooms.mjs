/** The rooms whose tests are tested, each with the tests that are run against what is changed in it: its own. */
export const ROOMS = {
  versions: { code: 'src/versions', tests: ['src/versions/**/*.test.ts'] },
  source: { code: 'src/source', tests: ['src/source/**/*.test.ts'] },
  // What reads the source of a module instead of running it would see that it was changed for this.
  languages: { code: 'src/languages', tests: ['src/languages/!(search-letters).test.ts'] },
  remember: { code: 'src/pipeline/remember', tests: ['src/pipeline/remember/*.test.ts'] },
};
