import { relative } from 'node:path';
import type { BuildOptions, BuildResult } from '../../../pipeline/build.ts';
import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { stopwatch } from '../../../host/clock.ts';
import { indexSize, openCache } from '../../../host/files/cache.ts';
import { cacheFolder } from '../../../host/files/cache-folder.ts';
import { readLastBuild, writeLastBuild } from '../../../host/files/last-build.ts';
import type { Look } from '../../../host/files/looks.ts';
import { lookAtSite } from '../../../host/files/site-looks.ts';
import type { SiteLooks } from '../../../host/files/site-looks.ts';
import type { Written } from '../../../host/files/write-output.ts';
import { letHeapGrow } from '../../../host/heap-growth.ts';
import { boundYoungSpace } from '../../../host/young-space.ts';
import type { OutputFolder } from '../../../host/files/output.ts';
import { programDigest } from '../../../host/package-info.ts';
import { readSiteFile } from '../../../host/files/site-files.ts';
import { COMPRESSIONS } from '../../../model/compression.ts';
import type { Shared } from '../../shared-options.ts';
import type { BuildCommand } from './options.ts';
import { KEPT_LOOK } from '../../terminal/kept-look.ts';
import { startProgress } from '../../terminal/progress.ts';
import { reasons, summary, toldAsJson } from './summary.ts';
import type { Told } from './summary.ts';
import { readPresent } from '../../arguments/present.ts';
import { findSite } from '../../arguments/site.ts';
import { outputFolder } from '../../arguments/output-folder.ts';
import { compactInstant } from '../../../model/instant.ts';
import { Refused } from '../../../host/refused.ts';
import { EXIT } from '../../world.ts';
import type { ExitCode, World } from '../../world.ts';

type Asked = Shared & BuildCommand;

/** What a build reports; cached, so that a later build that finds nothing changed can report it again. */
interface Said {
  readonly diagnostics: readonly Diagnostic[];
  readonly counts: BuildResult['counts'];
  readonly files: number;
}

/** `build`: the site of a folder into its output folder. With an error nothing is written. */
export async function run(command: Asked, world: World): Promise<ExitCode> {
  const seconds = stopwatch();
  const root = findSite(world.cwd, command.site);
  const { strict, keepGoing } = command;
  const at = command.at === undefined ? undefined : await readPresent(command.at, '--at');
  if (at !== undefined && command.asOf !== undefined) {
    throw new Refused('usage', '--at and --as-of cannot be used together', 'Leave out `--as-of`.');
  }
  const asOf = command.asOf === undefined ? at : await readPresent(command.asOf);
  const options = {
    strict,
    keepGoing,
    drafts: false,
    mode: 'build',
    asOf,
    at,
    compress: command.compress ? COMPRESSIONS : undefined,
  } as const;
  const out = outputFolder(root, world.cwd, command.out, at && `site-at-${compactInstant(at)}`);
  const shown = relative(world.cwd, out) || '.';
  const place: Place = { root, out, options, shown, seconds, looks: undefined };
  // A build of another time must not replace the cache for the next build.
  if (!command.cache || at !== undefined)
    return (await make(place, { ...command, cache: false }, world)).code;
  const program = programDigest();
  const key = JSON.stringify([program, options, out]);
  letHeapGrow(indexSize(cacheFolder(root)));
  const looks = lookAtSite(root);
  const isAsked = command.why || command.nginx !== undefined;
  const last = isAsked ? undefined : readLastBuild<Said>(root, out, key, looks);
  const code = last
    ? await sayAgain(last, place, command, world)
    : await makeWithCache({ ...place, looks }, program, key, command, world);
  looks.keep();
  return code;
}

interface Place {
  readonly root: string;
  readonly out: string;
  readonly options: BuildOptions;
  /** The output folder as shown to people. */
  readonly shown: string;
  readonly seconds: () => number;
  /** Sizes and times of the site's files before any was read; without a cache they are not needed. */
  readonly looks: SiteLooks | undefined;
}

/** Nothing was touched since the last build, so its output and messages still hold. */
async function sayAgain(last: Said, place: Place, command: Asked, world: World): Promise<ExitCode> {
  const read = (path: string) => readSiteFile(place.root, path)?.bytes;
  const written = { written: 0, unchanged: last.files, removed: 0 };
  const told: Told = { ...last, leftOut: [], kept: [], damaged: [] };
  if (last.diagnostics.length > 0 || command.format !== 'pretty') {
    const { printDiagnostics } = await import('../../terminal/diagnostics.ts');
    const more = toldAsJson(told, written, place.shown);
    printDiagnostics(last.diagnostics, (path) => new TextDecoder().decode(read(path)), world, command, more);
  }
  if (!command.quiet && command.format === 'pretty') {
    world.stdout.write(summary(told, written, place.shown, place.seconds()));
  }
  return EXIT.fine;
}

async function makeWithCache(
  place: Place & { readonly looks: SiteLooks },
  program: string,
  key: string,
  command: Asked,
  world: World,
): Promise<ExitCode> {
  const { root, looks } = place;
  const { extraFiles, settingsOf } = await import('../../../host/make-site.ts');
  const folder = cacheFolder(root);
  const cache = openCache(folder, program);
  const extra = extraFiles(settingsOf(root, cache.memory));
  if (cache.note !== undefined && !command.quiet) world.stderr.write(`${cache.note}\n`);
  const keep = ({ memory }: BuildResult) => {
    const failure = cache.keep(memory);
    if (failure !== undefined && command.verbose)
      world.stderr.write(`The cache was not saved: ${failure}.\n`);
  };
  const { code, made, output } = await make(place, { ...command, before: cache.memory, keep }, world);
  if (code === EXIT.fine && output) {
    const { diagnostics, counts, unchanged } = made;
    const said = { diagnostics, counts, files: made.made.length + unchanged.length };
    writeLastBuild<Said>(root, { key, extra, looks, output, said });
  }
  return code;
}

interface Remembering extends Asked {
  readonly before?: BuildResult['memory'] | undefined;
  /** Saves what the next build can use. */
  readonly keep?: ((made: BuildResult) => void) | undefined;
}

/**
 * Builds into the output folder. Its content is only looked at once it is open: from then on nobody else
 * writes there, and a change begun by a killed run has been completed.
 */
async function make(place: Place, command: Remembering, world: World): Promise<Ended> {
  boundYoungSpace();
  const { openOutput } = await import('../../../host/files/output.ts');
  const output = await openOutput(place.out);
  try {
    const { looks, ...ended } = await makeInto(output, place, command, world);
    command.keep?.(ended.made);
    return { ...ended, output: looks?.() };
  } finally {
    output.close();
  }
}

interface Ended {
  readonly code: ExitCode;
  readonly made: BuildResult;
  /** Sizes and times of the output's files, if it was written. */
  readonly output: ReadonlyMap<string, Look> | undefined;
}

async function makeInto(
  output: OutputFolder,
  place: Place,
  command: Remembering,
  world: World,
): Promise<Pick<Ended, 'code' | 'made'> & { readonly looks: (() => Ended['output']) | undefined }> {
  const { makeSite } = await import('../../../host/make-site.ts');
  const { printDiagnostics } = await import('../../terminal/diagnostics.ts');
  const { startWriting } = await import('../../../host/files/write-made.ts');
  const { seeOutput } = await import('../../../host/files/known-output.ts');
  const { nginxTarget, writeNginx } = await import('../../arguments/nginx.ts');
  const nginx = command.nginx === undefined ? undefined : nginxTarget(world.cwd, command.nginx, place.out);
  const cache = command.cache ? cacheFolder(place.root) : undefined;
  const { extras, missing, close } = await extrasOf(place.root, command, cache);
  const known = await seeOutput(output.path, cache);
  const { finish, ...writing } = startWriting(output, known);
  const made = await makeSite(place.root, place.options, {
    progress: startProgress(world, 'parsing', command.quiet),
    jobs: command.jobs,
    before: command.before,
    looks: place.looks,
    extras: { ...extras, ...writing },
  }).finally(close);
  const hasFailed = made.made.length + made.unchanged.length === 0;
  const isJson = command.format === 'json';
  const tell = (files?: Written) => {
    const more = toldAsJson(made, files, place.shown, command.why ? made.rendered : undefined);
    printDiagnostics(made.diagnostics, made.readSource, world, command, more);
  };
  // People see what is wrong before the files are written; programs get everything at the end.
  if (hasFailed || !isJson) tell();
  if (hasFailed) return { code: EXIT.problems, made, looks: undefined };
  const written = await finish(made);
  if (nginx !== undefined) writeNginx(nginx, place.root, made, place.options.compress);
  if (isJson) tell(written);
  else tellPeople(made, { written, missing }, place, command, world);
  const isWhole = made.leftOut.length + made.kept.length + made.damaged.length === 0;
  return { code: isWhole ? EXIT.fine : EXIT.incomplete, made, looks: written.looks };
}

/** The optional packages that the site needs. */
async function extrasOf(root: string, { before }: Remembering, cache: string | undefined) {
  const { settingsOf } = await import('../../../host/make-site.ts');
  const { openExtras } = await import('../../../host/extras.ts');
  return openExtras(root, settingsOf(root, before), { cache });
}

/** Why pages were rendered, and a short summary. `missing` is what needs an optional package. */
function tellPeople(
  made: BuildResult,
  { written, missing }: { readonly written: Written; readonly missing: readonly string[] },
  { shown, seconds }: Place,
  { why, quiet, format }: Asked,
  { stdout }: World,
): void {
  if (why) stdout.write(reasons(made));
  if (quiet || format !== 'pretty') return;
  stdout.write(summary(made, written, shown, seconds()));
  if (made.isRelooked) stdout.write(KEPT_LOOK);
  for (const line of missing) stdout.write(`${line}\n`);
}
