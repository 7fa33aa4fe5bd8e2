import { loadReports } from '../build/load-reports.ts';
import type { LoadedSite } from '../build/load-reports.ts';
import { hasErrors } from '../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { readSite, readTheme } from '../host/site-files.ts';
import { startParsers } from './parsers.ts';
import { UsageError } from './world.ts';

/** Reads the reports of a site. Throws UsageError where site.yaml itself is wrong. */
export async function loadSite(
  root: string,
): Promise<LoadedSite & { readonly diagnostics: readonly Diagnostic[] }> {
  const pool = startParsers({ size: 1 });
  try {
    const { value, diagnostics } = await loadReports(readSite(root), readTheme(), pool.parse);
    if (!value) throw new UsageError('site.yaml has errors', '`incident-press check` says what is wrong.');
    return { ...value, diagnostics };
  } finally {
    await pool.close();
  }
}

/** One sentence on files that could not be read, or nothing. */
export function unreadNote(diagnostics: readonly Diagnostic[]): string {
  if (!hasErrors(diagnostics)) return '';
  const files = new Set(
    diagnostics.filter(({ severity }) => severity === 'error').map(({ place }) => place.file),
  );
  return `${files.size} file${files.size === 1 ? ' has' : 's have'} errors; \`incident-press check\` says what is wrong.\n`;
}
