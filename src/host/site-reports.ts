import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { loadMessages } from '../languages/messages.ts';
import type { Messages } from '../languages/messages.ts';
import type { SourceFile } from '../model/file.ts';
import type { Report } from '../model/report.ts';
import { proseLabels } from '../pipeline/labels.ts';
import { readReports } from '../pipeline/parse/read-reports.ts';
import type { ParseEditions } from '../pipeline/parse/read-reports.ts';
import { assemble } from '../site/assemble.ts';
import { locate } from '../source/locate/locate.ts';
import type { Site } from '../source/site-schema.ts';
import type { LiveText } from '../versions/live-text.ts';
import { readPublished } from '../versions/published.ts';
import type { Published } from '../versions/published.ts';
import { readTheme } from './files/site-files.ts';

/** An open site, for commands that work with its reports and build nothing. */
export interface Reports {
  readonly root: string;
  readonly files: readonly SourceFile[];
  readonly site: Site;
  readonly messages: Messages;
  readonly published: Published;
  /** References of all reports, faulty ones included. */
  readonly references: readonly string[];
  /** Reads all reports, or one; `files` replaces what was read from the disk. */
  readonly read: (options?: ReadOptions) => Promise<ReadResult>;
}

export interface ReadOptions {
  readonly only?: string | undefined;
  readonly files?: readonly SourceFile[] | undefined;
}

export interface ReadResult {
  readonly reports: readonly Report[];
  /** The live texts with the version numbers in their files. */
  readonly live: readonly LiveText[];
  /** Problems in all files that were read: a mistake in one report does not stop the use of the others. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The reports of a site whose files are read already. They are parsed when they are requested. `others` are
 * references of further reports, if the files are not those of all.
 */
export function reportsOf(
  root: string,
  files: readonly SourceFile[],
  site: Site,
  parse: ParseEditions,
  others: readonly string[] = [],
): Reports {
  const templates = files.filter(({ path }) => path.startsWith('templates/'));
  const messages = loadMessages([...readTheme(), ...templates], site.languages).value;
  const labels = proseLabels(site, messages);
  const published = readPublished(files).value;
  const own = locate(files, site).value.map(({ reference }) => reference);
  const references = [...new Set([...own, ...others])];
  return {
    root,
    files,
    site,
    messages,
    published,
    references,
    read: async ({ only, files: fresh = files } = {}) => {
      const isWanted = (path: string) => only === undefined || path.startsWith(`incidents/${only}/`);
      const wanted = fresh.filter(({ path }) => isWanted(path));
      const texts = published.texts.filter(({ reference }) => only === undefined || reference === only);
      const part = { ...published, texts };
      const read = await readReports(wanted, part, { site, labels, reread: only !== undefined }, parse);
      const all = known({ references, published });
      const assembled = assemble({ live: read.value.live, published: part, known: all }, 'build');
      return {
        reports: assembled.value,
        live: read.value.live,
        diagnostics: [...read.diagnostics, ...assembled.diagnostics],
      };
    },
  };
}

/** All reports that exist, including those whose live files are gone or have mistakes. */
export function known({ references, published }: Pick<Reports, 'references' | 'published'>): string[] {
  return [...references, ...published.texts.map(({ reference }) => reference)];
}
