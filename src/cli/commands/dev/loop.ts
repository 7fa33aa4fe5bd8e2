import { build } from '../../../pipeline/build.ts';
import type { BuildResult } from '../../../pipeline/build.ts';
import { formatPretty } from '../../../diagnostics/formats/pretty.ts';
import { openCache } from '../../../host/files/cache.ts';
import { cacheFolder } from '../../../host/files/cache-folder.ts';
import { stopwatch } from '../../../host/clock.ts';
import { programDigest } from '../../../host/package-info.ts';
import type { Preview } from '../../../host/preview/server.ts';
import { readTheme, sourceReader } from '../../../host/files/site-files.ts';
import { startSiteModel } from '../../../host/files/site-model.ts';
import type { Hint } from '../../../host/files/site-watch.ts';
import { reportsInMemory } from '../../../pipeline/remember/memory.ts';
import type { Memory } from '../../../pipeline/remember/memory.ts';
import { readFile } from '../../../model/seen-file.ts';
import { parseSite } from '../../../source/site.ts';
import { extraFiles, generatorHere } from '../../../host/make-site.ts';
import { startParsers } from '../../../host/parsers.ts';
import { startProgress } from '../../terminal/progress.ts';
import { NO_FILES, showFiles } from './preview-state.ts';
import type { ShownFiles } from './preview-state.ts';
import { printDiagnostics } from '../../terminal/diagnostics.ts';
import type { World } from '../../world.ts';

/** Drafts are shown, and one report with mistakes does not hold up the others. */
const OPTIONS = { strict: false, keepGoing: true, drafts: true, mode: 'build', compress: [] } as const;

/** Fewer files are parsed before anybody has read that they are. */
const MANY = 50;

/** A site in memory that is built again whenever its files have changed. */
export interface DevLoop {
  readonly build: () => Promise<Preview>;
  /** Looks at what a hint names, and builds if that changed anything; hints given in the meantime come after it. */
  readonly hint: (hint: Hint) => void;
  /** Files outside the usual folders that belong to the site. */
  readonly extra: () => readonly string[];
}

/** Reads the site below `root`. `show` is given every state of it after the first. */
export function startDevLoop(
  root: string,
  { quiet, colour }: { readonly quiet: boolean; readonly colour: boolean },
  world: World,
  show: (preview: Preview) => void,
): DevLoop {
  const theme = readTheme();
  const generator = generatorHere();
  const progress = startProgress(world, 'parsing', quiet);
  const parsing = startParsers({ progress, worth: MANY });
  // Told apart from those of an earlier run, whose pages may still be open.
  const run = Math.round(performance.timeOrigin);
  let extra: readonly string[] = extraFiles(root);
  const model = startSiteModel(root, extra);
  // What a build left spares the first one here; what this one learns is kept in memory only.
  const cache = openCache(cacheFolder(root), programDigest(), 'build');
  if (cache.note !== undefined && !quiet) world.stderr.write(`${cache.note}\n`);
  let memory: Memory = { ...cache.memory, reports: reportsInMemory(cache.memory.reports) };
  let shown: ShownFiles = { files: NO_FILES, good: NO_FILES };
  let basePath = '/';
  let builds = 0;
  let hadProblems = false;
  const hints: Hint[] = [];
  let isBusy = false;

  const fileAt = (path: string) => {
    const file = model.files().find((each) => each.path === path);
    return file && readFile(file);
  };
  const settings = () => fileAt('site.yaml');
  const readSource = (path: string) => {
    const file = fileAt(path);
    return sourceReader(file ? [file] : theme)(path);
  };

  async function buildOnce(): Promise<Preview> {
    const seconds = stopwatch();
    const input = { files: model.files(), theme, generator, options: OPTIONS };
    const result = await build(input, parsing.parse, memory, undefined, { sink: () => undefined });
    progress.clear();
    // Where nothing had to be parsed, no worker has started yet, and the first save would wait for it.
    parsing.warm();
    ({ memory } = result);
    shown = showFiles(result, shown.good);
    basePath = parseSite(settings()).value?.basePath ?? basePath;
    const { diagnostics } = result;
    printDiagnostics(diagnostics, readSource, world, { format: 'pretty', colour });
    if (!quiet) world.stdout.write(summary(result, seconds(), hadProblems));
    hadProblems = diagnostics.length > 0;
    const problems = formatPretty(diagnostics, readSource, { colour: false });
    const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
    return previewOf(problems, errors, diagnostics.length - errors);
  }

  function previewOf(problems: string, errors: number, warnings: number): Preview {
    builds += 1;
    return { files: shown.files, basePath, version: `${run}-${builds}`, problems, errors, warnings };
  }

  async function work(): Promise<void> {
    isBusy = true;
    for (let hint = hints.shift(); hint; hint = hints.shift()) {
      try {
        if (!model.refresh(hint, extra)) continue;
        extra = extraFiles(root, settings());
        model.refresh(extra, extra);
        show(await buildOnce());
      } catch (error) {
        // A bug of ours must not take the preview away from a writer in the middle of a sentence.
        const text = `This is a bug in incident-press: ${error instanceof Error ? error.stack : String(error)}`;
        world.stderr.write(`${text}\n`);
        show(previewOf(text, 1, 0));
      }
    }
    isBusy = false;
  }

  return {
    build: buildOnce,
    hint: (hint) => {
      hints.push(hint);
      if (!isBusy) void work();
    },
    extra: () => extra,
  };
}

function summary({ counts, rendered, diagnostics }: BuildResult, seconds: number, had: boolean): string {
  const pages = `${rendered.length} page${rendered.length === 1 ? '' : 's'} made`;
  const reports = `${counts.reports} report${counts.reports === 1 ? '' : 's'}`;
  const relief = had && diagnostics.length === 0 ? 'all problems are fixed; ' : '';
  return `${relief}${reports}, ${pages} in ${Math.round(seconds * 1000)} ms\n`;
}
