import { proseLabels } from '../pipeline/labels.ts';
import { readReports } from '../pipeline/parse/read-reports.ts';
import type { ParseEditions } from '../pipeline/parse/read-reports.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { hasErrors } from '../diagnostics/diagnostic.ts';
import { readSite, readTheme, sourceReader } from '../host/files/site-files.ts';
import { NARROW } from '../diagnostics/formats/wrap.ts';
import { loadMessages } from '../languages/messages.ts';
import type { Messages } from '../languages/messages.ts';
import type { SourceFile } from '../model/file.ts';
import type { Report } from '../model/report.ts';
import type { Site } from '../source/site-schema.ts';
import { assemble } from '../site/assemble.ts';
import { refusal } from '../source/locate-problems.ts';
import { locate } from '../source/locate.ts';
import { parseSite } from '../source/site.ts';
import { readPublished } from '../versions/published.ts';
import type { Published } from '../versions/published.ts';
import type { LiveText } from '../versions/live-text.ts';
import { Refused } from '../host/refused.ts';
import { ambiguous, findReport, openOnes } from './arguments/report.ts';
import type { Candidate } from './arguments/report.ts';
import { startParsers } from '../host/parsers.ts';
import { EXIT } from './world.ts';
import type { ExitCode, World } from './world.ts';
import { printDiagnostics } from './terminal/diagnostics.ts';

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
  /** The live texts as they are in their files, with the numbers that are written there. */
  readonly live: readonly LiveText[];
  /**
   * Problems in all files that were read: a mistake in one report does not keep the others from being used.
   */
  readonly diagnostics: readonly Diagnostic[];
}

const MOST_WORKERS = 4;

/** With one of these errors, nothing a command says about the reports would be true. */
const WHOLE_FOLDERS: readonly string[] = ['incidents', 'published'];

/**
 * Hands a site's reports to `use`, and ends what reading them has started. A mistake in site.yaml, or a
 * folder that cannot be read, is printed, and the exit code is 1.
 */
export async function withReports(
  root: string,
  world: World,
  colour: boolean,
  use: (reports: Reports) => Promise<ExitCode>,
): Promise<ExitCode> {
  const pool = startParsers({ most: MOST_WORKERS });
  try {
    const files = readSite(root);
    const site = parseSite(files.find(({ path }) => path === 'site.yaml'));
    const unreadable = files.filter(({ path, refused }) => refused && WHOLE_FOLDERS.includes(path));
    if (!site.value || unreadable.length > 0) {
      const diagnostics = [...site.diagnostics, ...unreadable.map(refusal)];
      printDiagnostics(diagnostics, sourceReader(files), world, { format: 'pretty', colour });
      return EXIT.problems;
    }
    return await use(reportsOf(root, files, site.value, pool.parse));
  } finally {
    await pool.close();
  }
}

function reportsOf(root: string, files: readonly SourceFile[], site: Site, parse: ParseEditions): Reports {
  const own = files.filter(({ path }) => path.startsWith('templates/'));
  const messages = loadMessages([...readTheme(), ...own], site.languages).value;
  const labels = proseLabels(site, messages);
  const published = readPublished(files).value;
  const references = locate(files, site).value.map(({ reference }) => reference);
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

/**
 * The reference of the report that a text means, or of the open report without one. With several open, a
 * person at a terminal is asked, and a script has to name it. Undefined where the answer was Ctrl-C. Throws
 * Refused.
 */
export async function chooseReport(
  reports: Reports,
  text: string | undefined,
  world: Pick<World, 'input' | 'stdout'>,
): Promise<string | undefined> {
  if (text !== undefined) return findReport(known(reports), text);
  return chooseAmong(await candidates(reports), 'are open', world);
}

/**
 * The only one of several reports that may be meant. Of more, a person at a terminal chooses, and a script
 * has to name one; `what` says what they have in common. Undefined where the answer was Ctrl-C. Throws
 * Refused.
 */
export async function chooseAmong(
  candidates: readonly Candidate[],
  what: string,
  { input, stdout }: Pick<World, 'input' | 'stdout'>,
): Promise<string | undefined> {
  const found = openOnes(candidates);
  const [only, ...others] = found;
  if (others.length === 0) return only.reference;
  if (input?.isTerminal !== true || !stdout.isTerminal) throw ambiguous(found, what);
  const { askWhichReport } = await import('./arguments/ask-report.ts');
  return askWhichReport(found, stdout.columns ?? NARROW);
}

/** Of all reports there are, those too whose live files are gone or have mistakes in them. */
export function known({ references, published }: Pick<Reports, 'references' | 'published'>): string[] {
  return [...references, ...published.texts.map(({ reference }) => reference)];
}

/** One report and its texts. Throws Refused where it has errors that keep it from being read. */
export async function readOne(
  { read }: Reports,
  reference: string,
): Promise<ReadResult & { readonly report: Report }> {
  const result = await read({ only: reference });
  const [report] = result.reports;
  if (report) return { ...result, report };
  throw new Refused(
    'failed',
    `${reference} has errors`,
    'Run `incident-press check` to see what is wrong with it.',
  );
}

async function candidates({ references, read }: Reports): Promise<Candidate[]> {
  const { reports, diagnostics } = await read();
  const broken = new Set(
    diagnostics.filter((each) => hasErrors([each])).map(({ place }) => place.file.split('/')[1]),
  );
  const known = references.map((reference) => {
    const report = reports.find((each) => each.reference === reference);
    return report && !broken.has(reference)
      ? { reference, ...report.derived, title: report.original.title, waits: isWaiting(report) }
      : {
          reference,
          open: true,
          start: `${reference.slice(0, '2020-09-15'.length)}T24`,
          title: undefined,
          waits: false,
        };
  });
  const isAnyUnderWay = known.some(({ open, waits }) => open && !waits);
  return known.map((each) => ({ ...each, open: each.open && !(isAnyUnderWay && each.waits) }));
}

/** Drafts and announced work never come before what is happening now. */
function isWaiting({ derived, original }: Report): boolean {
  return derived.state === 'scheduled' || original.version.number === 0;
}

/** One sentence on files that could not be read, or nothing. */
export function unreadNote(diagnostics: readonly Diagnostic[]): string {
  if (!hasErrors(diagnostics)) return '';
  const files = new Set(
    diagnostics.filter(({ severity }) => severity === 'error').map(({ place }) => place.file),
  );
  return `${files.size} file${files.size === 1 ? ' has' : 's have'} errors; \`incident-press check\` says what is wrong.\n`;
}
