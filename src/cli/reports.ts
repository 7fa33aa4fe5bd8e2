import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { hasErrors } from '../diagnostics/diagnostic.ts';
import { readSite, sourceReader } from '../host/files/site-files.ts';
import { NARROW } from '../diagnostics/formats/wrap.ts';
import type { Report } from '../model/report.ts';
import { refusal } from '../source/locate/problems.ts';
import { parseSite } from '../source/site.ts';
import { Refused } from '../host/refused.ts';
import { known, reportsOf } from '../host/site-reports.ts';
import type { ReadResult, Reports } from '../host/site-reports.ts';
import { ambiguous, findReport, openOnes } from './arguments/report.ts';
import type { Candidate } from './arguments/report.ts';
import { startParsers } from '../host/parsers.ts';
import { EXIT } from './world.ts';
import type { ExitCode, World } from './world.ts';
import { printDiagnostics } from './terminal/diagnostics.ts';

const MOST_WORKERS = 4;

/** With one of these errors, nothing that a command says about the reports would be reliable. */
const WHOLE_FOLDERS: readonly string[] = ['incidents', 'published'];

/**
 * Passes a site's reports to `use`, and afterwards ends what reading them has started. A mistake in
 * site.yaml, or a folder that cannot be read, is printed, and the exit code is 1.
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
 * The report that is meant, out of several. If there is more than one, a person at a terminal chooses, and a
 * script has to name one; `what` says what they have in common. Undefined where the answer was Ctrl-C. Throws
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

/** One report and its texts. Throws Refused if errors prevent reading it. */
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

/** Drafts and announced maintenance never come before what is happening now. */
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
