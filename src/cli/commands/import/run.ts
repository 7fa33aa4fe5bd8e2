import { join } from 'node:path';
import { readSite, sourceReader } from '../../../host/files/site-files.ts';
import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { cacheFolder } from '../../../host/files/cache-folder.ts';
import { copyFileInto, readDocuments } from '../../../host/files/import/documents.ts';
import type { ReadDocument } from '../../../host/files/import/documents.ts';
import { createFile, replaceFile } from '../../../host/files/write.ts';
import type { Progress } from '../../../host/parsers.ts';
import { Refused } from '../../../host/refused.ts';
import { readStatuspageServer } from '../../../host/files/import/statuspage-server.ts';
import { STATES } from '../../../model/edition.ts';
import { latest } from '../../../model/instant.ts';
import type { Instant } from '../../../model/instant.ts';
import { READERS } from '../../../writing/import/kinds.ts';
import { planImport } from '../../../writing/import/plan-import.ts';
import type { ImportPlan } from '../../../writing/import/plan-import.ts';
import type { ImportDocument, ImportOptions, Told } from '../../../writing/import/told.ts';
import { findSite } from '../../arguments/site.ts';
import { withReports } from '../../reports.ts';
import type { Reports } from '../../../host/site-reports.ts';
import type { Shared } from '../../shared-options.ts';
import { printDiagnostics } from '../../terminal/diagnostics.ts';
import { startProgress } from '../../terminal/progress.ts';
import { EXIT } from '../../world.ts';
import type { ExitCode, World } from '../../world.ts';
import { checkPlan, together } from './check-plan.ts';
import type { CheckedPlan } from './check-plan.ts';
import { pastDocuments } from '../../../host/files/import/past-documents.ts';
import { historyRounds } from '../../../writing/import/history.ts';
import type { Past } from '../../../writing/import/history.ts';
import { readCstate } from '../../../writing/import/kinds/cstate.ts';
import { SETTINGS } from '../../../writing/import/kinds/cstate-documents.ts';
import { existingTexts } from './existing.ts';
import type { ImportCommand } from './options.ts';
import { printOutcome } from './print.ts';
import { publishRound } from './publish-round.ts';

type Command = Shared & ImportCommand;

/** `import`: turns the history of another system into reports; nothing that exists is lost. */
export async function run(command: Command, world: World): Promise<ExitCode> {
  const root = findSite(world.cwd, command.site);
  const progress = startProgress(world, 'reading', command.quiet);
  try {
    const documents = await documentsOf(command, root, world, progress);
    const past = await pastOf(command, world);
    const rounds = await inRounds({ root, documents, past }, command, world, progress);
    progress.clear();
    if (typeof rounds === 'number') return rounds;
    const { done, published, unpublished } = rounds;
    if (unpublished.length > 0)
      printDiagnostics(unpublished, sourceReader(readSite(root)), world, {
        format: 'pretty',
        colour: command.colour,
      });
    const whole = { ...together(done), published };
    await printOutcome(whole, { root, command }, world);
    const isRefused = unpublished.length > 0 || whole.refused.length > 0;
    return isRefused || whole.plan.notes.some(({ kind }) => kind === 'error') ? EXIT.problems : EXIT.fine;
  } finally {
    progress.clear();
  }
}

interface Sources {
  readonly root: string;
  readonly documents: readonly (ImportDocument & Partial<ReadDocument>)[];
  readonly past: readonly Past[] | undefined;
}

/** The result of all rounds. A source without versions has one round, and nothing is published. */
interface Rounds {
  readonly done: readonly CheckedPlan[];
  readonly published: number;
  readonly unpublished: readonly Diagnostic[];
}

/**
 * Writes and publishes one version of the source after another; returns an exit code if the site cannot be
 * read.
 */
async function inRounds(
  { root, documents, past }: Sources,
  command: Command,
  world: World,
  progress: Progress,
): Promise<Rounds | ExitCode> {
  const done: CheckedPlan[] = [];
  const unpublished: Diagnostic[] = [];
  let told: readonly Told[] | undefined;
  let published = 0;
  let at: Instant | undefined;
  for (let round = 0, rounds = 1; round < rounds; round += 1) {
    const code = await withReports(root, world, command.colour, async (reports) => {
      // Notes about the source are the same in every round.
      told ??= past
        ? historyRounds(past, readCstate, optionsOf(command, reports))
        : toldBy(documents, command, reports);
      rounds = told.length;
      progress.show(round, rounds);
      const own = told[round] ?? NOTHING;
      // A ledger never goes back, and the site may have published something in the meantime.
      at = own.at === undefined ? undefined : latest(own.at, newestPublication(reports));
      const checked = await checkPlan(planOf(own, command, reports), documents, reports, command.to);
      if (!command.dryRun) write(checked, documents, reports, command);
      done.push(checked);
      return EXIT.fine;
    });
    if (code !== EXIT.fine) return code;
    if (at === undefined || command.dryRun) continue;
    const outcome = await publishRound(root, writtenIn(done), at, world);
    published += outcome.published;
    unpublished.push(...outcome.refused);
  }
  return { done, published, unpublished };
}

const NOTHING: Told = { reports: [], services: [], notes: [] };

function newestPublication({ published }: Reports): Instant | undefined {
  const lines = published.texts.flatMap(({ snapshots }) => snapshots.map(({ line }) => line.published));
  return lines.reduce<Instant | undefined>((newest, each) => latest(newest, each), undefined);
}

/** The references of the reports that the last round wrote. */
function writtenIn(done: readonly CheckedPlan[]): ReadonlySet<string> {
  const reports = done.at(-1)?.plan.reports ?? [];
  return new Set(reports.filter(({ files }) => files.length > 0).map(({ reference }) => reference));
}

async function documentsOf(
  { kind, from }: Command,
  root: string,
  { cwd }: World,
  progress: Progress,
): Promise<readonly (ImportDocument & Partial<ReadDocument>)[]> {
  const addresses = from.filter((each) => /^https?:\/\//i.test(each));
  const [address] = addresses;
  if (address !== undefined && kind !== 'statuspage')
    throw new Refused(
      'usage',
      `${address} is an address`,
      'Only `statuspage` reads from a server; name files.',
    );
  const local = readDocuments(
    cwd,
    from.filter((each) => !addresses.includes(each)),
    READERS[kind].files,
  );
  const fetched: ImportDocument[] = [];
  for (const each of addresses) {
    const cache = join(cacheFolder(root), '..', 'import');
    fetched.push(...(await readStatuspageServer(each, cache, progress.show)));
  }
  return [...local, ...fetched];
}

function toldBy(documents: readonly ImportDocument[], command: Command, reports: Reports): readonly Told[] {
  const told = READERS[command.kind].read(documents, optionsOf(command, reports));
  return 'reports' in told ? [told] : told;
}

/** The documents as each commit left them, if `--history` asks for it. Throws Refused. */
async function pastOf(
  { kind, history, from }: Command,
  { cwd }: World,
): Promise<readonly Past[] | undefined> {
  if (!history) return undefined;
  const [folder, ...others] = from;
  if (kind !== 'cstate' || folder === undefined || others.length > 0)
    throw new Refused(
      'usage',
      '`--history` is for `cstate` and one folder',
      'Name the folder of the whole site in a clone of its repository.',
    );
  return pastDocuments(cwd, folder, READERS[kind].files, SETTINGS);
}

function planOf(told: Told, command: Command, reports: Reports): ImportPlan {
  const { site, files, published } = reports;
  const folder = command.to.replace(/^\.\//, '').replace(/\/+$/, '');
  return planImport(told, {
    from: command.kind,
    languages: languagesOf(reports),
    services: site.services,
    existing: existingTexts(files, folder, published),
    force: new Set(command.force),
    folder,
  });
}

function languagesOf({ site }: Reports): ImportOptions['languages'] {
  const [first = site.defaultLanguage, ...others] = site.languages;
  return [first, ...others];
}

function optionsOf(
  { timeZone, zones, severities, closed, automatic, base }: Command,
  reports: Reports,
): ImportOptions {
  const languages = languagesOf(reports);
  const { messages } = reports;
  const stateTitles = Object.fromEntries(
    STATES.map((state) => [state, messages.t(languages[0], `state.${state}`)]),
  );
  return { timeZone, zones, severities, closed, automatic, base, languages, stateTitles };
}

/** Writes what is new. A file that somebody changed after it was read is left alone and reported. */
function write(
  { plan, yaml, yamlBefore }: CheckedPlan,
  documents: readonly Partial<ReadDocument>[],
  { root, files }: Reports,
  { to }: Command,
): void {
  const sources = new Map(documents.map(({ path, full }) => [path, full]));
  const before = new Map(files.map(({ path, bytes }) => [path, bytes]));
  if (yaml !== yamlBefore) put(root, 'site.yaml', new TextEncoder().encode(yamlBefore), yaml);
  for (const { reference, files: own, pictures } of plan.reports) {
    for (const { from, to: name } of pictures) {
      const full = sources.get(from);
      if (full !== undefined) copyFileInto(full, join(root, to, reference, name));
    }
    for (const { path, text } of own) put(root, path, before.get(path), text);
  }
}

function put(root: string, path: string, before: Uint8Array | undefined, text: string): void {
  const full = join(root, path);
  const isWritten = before === undefined ? createFile(full, text) : replaceFile(full, before, text);
  if (isWritten) return;
  throw new Refused('busy', `${path} was changed in the meantime`, 'Run the same command again.');
}
