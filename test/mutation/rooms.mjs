/** The rooms whose tests are tested, each with the tests that are run against what is changed in it: its own. */
export const ROOMS = {
  versions: { code: 'src/versions', tests: ['src/versions/**/*.test.ts'] },
  source: { code: 'src/source', tests: ['src/source/**/*.test.ts'] },
  // What reads the source of a module instead of running it would see that it was changed for this.
  languages: { code: 'src/languages', tests: ['src/languages/!(search-letters).test.ts'] },
  remember: { code: 'src/pipeline/remember', tests: ['src/pipeline/remember/*.test.ts'] },
};

/**
 * How the names of tests begin that take seconds. They would be run for every change that nothing else
 * notices, so they are left out: the score says what the quick tests notice.
 */
export const SLOW = [
  'running out of stack is a diagnostic',
  'whatever is changed in a text, its tree is',
  'every example of CommonMark has the tree',
  'whichever processor a text is given to',
  'what is read without the parser',
  'words of all examples of CommonMark',
  'no slip of the pen makes a hint',
  'a long list is no excess',
  'text without a sign of GFM renders the same',
  'however many footnotes a text has',
  'large texts are compared in bounded time',
  'texts without a word in common are compared',
];
