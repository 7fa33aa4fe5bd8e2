import { relative } from 'node:path';
import type { TestSpecification } from 'vitest/node';
import { BaseSequencer } from 'vitest/node';
import { ROOT } from './run.ts';

/** The files that take longest, the longest first: begun last, one of them would be waited for alone. */
const LONGEST = [
  'test/package/package.test.ts',
  'test/incremental/fields.test.ts',
  'test/ci/publication.test.ts',
  'test/browser/accessible.test.ts',
  'test/incremental/cache-kill.test.ts',
  'test/incremental/faults.test.ts',
  'test/incremental/incremental.test.ts',
  'test/cli/incremental.test.ts',
  'test/sites/example.test.ts',
  'test/browser/languages.test.ts',
  'test/dev/browser.test.ts',
  'test/cli/cli.test.ts',
  'test/browser/pages.test.ts',
  'test/codes.test.ts',
  'test/object-store/faults.test.ts',
  'test/browser/search.test.ts',
];

/** The order of Vitest, except that the longest come first. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const place = LONGEST.indexOf(relative(ROOT, moduleId));
      return place === -1 ? LONGEST.length : place;
    };
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}
