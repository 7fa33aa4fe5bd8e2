import { findReport } from '../../site/find-report.ts';
import type { Findable } from '../../site/find-report.ts';
import { Refused } from '../../host/refused.ts';

/** More names than this are not read. */
const MOST_NAMES = 5;

/** The report a person means; see `findReport`. Throws Refused where that is not clear. */
export function nameReport<R extends Findable>(reports: readonly R[], part: string | undefined): R {
  const found = findReport(reports, part);
  switch (found.kind) {
    case 'found':
      return found.report;
    case 'ambiguous': {
      const shown = found.references.slice(0, MOST_NAMES).join(', ');
      const more = found.references.length - MOST_NAMES;
      throw new Refused(
        'usage',
        `\`${part}\` is a part of ${found.references.length} references`,
        `Write more of the one you mean: ${shown}${more > 0 ? `, and ${more} more` : ''}.`,
      );
    }
    case 'unknown':
      throw new Refused(
        'usage',
        `No reference has \`${part}\` in it`,
        found.near.length > 0
          ? `Did you mean ${found.near.join(' or ')}?`
          : 'A reference is the name of a folder in incidents/.',
      );
    case 'none-open':
      throw new Refused('usage', 'No report is open', 'Name the report you mean by a part of its reference.');
  }
}
