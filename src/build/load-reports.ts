import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.ts';
import { sortDiagnostics } from '../diagnostics/diagnostic.ts';
import { loadMessages } from '../languages/messages.ts';
import type { Messages } from '../languages/messages.ts';
import type { SourceFile } from '../model/file.ts';
import type { Report } from '../model/report.ts';
import type { Site } from '../model/site.ts';
import { assemble } from '../site/assemble.ts';
import { parseSite } from '../source/site.ts';
import { readPublished } from '../versions/published.ts';
import type { LiveText } from '../versions/reconcile.ts';
import { proseLabels } from './labels.ts';
import { readReports } from './read-reports.ts';
import type { ParseEditions } from './read-reports.ts';

/** A site as far as it has to be read to speak of its reports, without a page of it. */
export interface LoadedSite {
  readonly site: Site;
  readonly messages: Messages;
  /** Reports that can be told, drafts included. */
  readonly reports: readonly Report[];
  /** Live files that could be read. */
  readonly live: readonly LiveText[];
  /** Language files that are there, readable or not. */
  readonly paths: readonly string[];
}

/**
 * Reads the reports of a site for a command that needs no page of it. The value is undefined only where
 * site.yaml cannot be read. Pure.
 */
export async function loadReports(
  files: readonly SourceFile[],
  theme: readonly SourceFile[],
  parse: ParseEditions,
): Promise<Outcome<LoadedSite | undefined>> {
  const said: Diagnostic[] = [];
  const keep = <T>(outcome: Outcome<T>): T => {
    said.push(...outcome.diagnostics);
    return outcome.value;
  };
  const site = keep(parseSite(files.find(({ path }) => path === 'site.yaml')));
  if (!site) return { value: undefined, diagnostics: sortDiagnostics(said) };
  const own = files.filter(({ path }) => path.startsWith('templates/'));
  const messages = keep(loadMessages([...theme, ...own], site.languages));
  const published = keep(readPublished(files));
  const labels = proseLabels(site, messages);
  const { live, references } = keep(await readReports(files, site, labels, published, parse, false));
  const reports = keep(assemble({ live, published, known: references }, 'build'));
  const paths = files.map(({ path }) => path).filter((path) => /^incidents\/[^/]+\/[^/]+\.md$/.test(path));
  return { value: { site, messages, reports, live, paths }, diagnostics: sortDiagnostics(said) };
}
