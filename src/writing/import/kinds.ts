import { readBetterStack } from './kinds/better-stack.ts';
import { readCachet } from './kinds/cachet.ts';
import { readCstate } from './kinds/cstate.ts';
import { erp5Rounds } from './kinds/erp5.ts';
import { readIssues } from './kinds/github-issues.ts';
import { readInstatus } from './kinds/instatus.ts';
import { readStatuspage } from './kinds/statuspage.ts';
import { readUpptime } from './kinds/upptime.ts';
import { readMarkdown } from './markdown/read-markdown.ts';
import type { ImportKind } from './kind-names.ts';
import type { ReadRounds, ReadSource } from './told.ts';

interface Reader {
  /** Sources with several versions of a report return each as a separate import, oldest first. */
  readonly read: ReadSource | ReadRounds;
  readonly files: RegExp;
}

/** How the documents of each kind are read, and which files of a folder they are. */
export const READERS: Readonly<Record<ImportKind, Reader>> = {
  statuspage: { read: readStatuspage, files: /\.json$/i },
  markdown: { read: readMarkdown, files: /\.(?:md|markdown|png|jpe?g|gif|webp|avif)$/i },
  instatus: { read: readInstatus, files: /\.json$/i },
  betterstack: { read: readBetterStack, files: /\.json$/i },
  cstate: { read: readCstate, files: /(?:\.md|(?:^|\/)(?:config|hugo)\.(?:ya?ml|toml))$/i },
  upptime: { read: readUpptime, files: /(?:\.json|(?:^|\/)history\/[^/]+\.ya?ml)$/i },
  issues: { read: readIssues, files: /\.json$/i },
  cachet: { read: readCachet, files: /\.json$/i },
  erp5: { read: erp5Rounds, files: /-\d{3,}-[a-z]{2,3}(?:-[a-z\d]+)*\.[a-z]+$/i },
};
