import type { Violation } from './module.ts';
import type { RuleName } from './rules.ts';

/** What may break a rule, and why. */
export interface Exception {
  readonly rule: RuleName;
  /** A file of `src/`, or a folder with `/` at its end. */
  readonly path: string;
  /** What in it: a function, a variable, what is used; everything the rule finds there if undefined. */
  readonly name: string | undefined;
  readonly reason: string;
}

/** The reason of what was there before the rule was; these may be left behind when their cause is gone. */
export const PENDING = 'older than the rule';

export const EXCEPTIONS: readonly Exception[] = [
  {
    rule: 'hashing',
    path: 'host/publish/object-store.ts',
    name: 'hash',
    reason: 'MD5, which S3 compares and shows as the ETag; nothing else may use it',
  },
  pending('file', 'pipeline/remember/keeper.ts'),
  pending('file', 'source/matter.ts'),
  pending('file', 'source/rules/check-facts.ts'),
  pending('file', 'versions/published.ts'),
  pending('function', 'cli/commands/dev/loop.ts', 'startDevLoop'),
  pending('function', 'cli/commands/publish/options.ts', 'describePublish'),
  pending('function', 'cli/commands/publish/purge-teller.ts', 'purgeTeller'),
  pending('function', 'cli/commands/redact/run.ts', 'runRedact'),
  pending('function', 'cli/change-report.ts', 'changeReport'),
  pending('function', 'cli/init/ask.ts', 'askSite'),
  pending('function', 'cli/init/gitlab.ts', 'pipeline'),
  pending('function', 'cli/run.ts', 'dispatch'),
  pending('function', 'host/files/site-model.ts', 'startSiteModel'),
  pending('function', 'host/files/site-watch.ts', 'watchSite'),
  pending('function', 'host/publish/object-store.ts', 'openBucket'),
  pending('function', 'host/publish/s3/lock.ts', 'hold'),
  pending('function', 'host/publish/s3/refusals.ts', 'storeRefusal'),
  pending('function', 'host/publish/s3/upload.ts', 'uploadParts'),
  pending('function', 'model/recall-rows.ts', 'recallRows'),
  pending('function', 'pipeline/build.ts', 'build'),
  pending('function', 'pipeline/pool.ts', 'a function without a name'),
  pending('function', 'pipeline/pool.ts', 'runBatch'),
  pending('function', 'pipeline/pool.ts', 'startPool'),
  pending('function', 'pipeline/remember/keeper.ts', 'startKeeper'),
  pending('function', 'pipeline/render-site.ts', 'renderSite'),
  pending('function', 'publish/nginx.ts', 'nginxConfig'),
  pending('function', 'publish/purge-requests.ts', 'purgeRequests'),
  pending('function', 'render/machines/badge.ts', 'badgeSvg'),
  pending('function', 'render/pages/template.ts', 'templatesFrom'),
  pending('function', 'site/pages/article-view.ts', 'articleView'),
  pending('function', 'source/rules/check-closing.ts', 'checkClosing'),
  pending('function', 'source/validate.ts', 'toDiagnostics'),
  pending('function', 'versions/published.ts', 'readSnapshot'),
  pending('function', 'versions/verdict-diagnostics.ts', 'verdictDiagnostic'),
  pending('parameters', 'cli/change-report.ts', 'changeReport'),
  pending('parameters', 'pipeline/read-reports.ts', 'readReports'),
  pending('parameters', 'source/rules/check-facts.ts', 'problem'),
  pending('parameters', 'versions/diff/inline.ts', 'writeRun'),
  pending('parameters', 'versions/diff/tree.ts', 'container'),
  pending('parameters', 'versions/diff/tree.ts', 'leaf'),
  pending('parameters', 'versions/freeze.ts', 'freezeEdition'),
  pending('state', 'languages/autonym.ts', 'names'),
  pending('state', 'languages/direction.ts', 'directions'),
  pending('state', 'languages/format.ts', 'formatters'),
  pending('state', 'languages/format.ts', 'shares'),
  pending('state', 'source/markdown/highlight.ts', 'highlighter'),
  pending('world', 'pipeline/parse-worker.ts'),
  pending('world', 'pipeline/pool.ts'),
  pending('writing', 'cli/commands/init/run.ts'),
  pending('writing', 'host/search-index.ts'),
];

/** True if this exception was made for this violation. */
export function covers({ path, name }: Exception, violation: Violation): boolean {
  const isPlace = path.endsWith('/') ? violation.path.startsWith(path) : violation.path === path;
  return isPlace && (name === undefined || name === violation.name);
}

function pending(rule: RuleName, path: string, name?: string): Exception {
  return { rule, path, name, reason: PENDING };
}
