import { build } from '../../src/pipeline/build.ts';
import type { BuildOptions, BuildResult, Extras } from '../../src/pipeline/build.ts';
import { parseText } from '../../src/pipeline/parse/parse-text.ts';
import { loadTransforms } from '../../src/pipeline/parse/plugins.ts';
import type { ParseEditions } from '../../src/pipeline/parse/read-reports.ts';
import type { ModuleUrl } from '../../src/pipeline/parse/site-plugins.ts';
import type { Memory } from '../../src/pipeline/remember/memory.ts';
import type { Rules } from '../../src/pipeline/remember/rules.ts';
import { readTheme } from '../../src/host/files/site-files.ts';
import type { SourceFile } from '../../src/model/file.ts';
import { readFile } from '../../src/model/seen-file.ts';
import type { SiteFile } from '../../src/model/seen-file.ts';
import { sha256 } from '../../src/source/content-hash.ts';
import { GENERATOR } from '../generator.ts';

export const THEME = readTheme();

/** What is built, whatever is known of it. */
export interface Step {
  readonly files: readonly SiteFile[];
  readonly options: BuildOptions;
}

/** An output folder in memory. */
export type Output = Map<string, string | Uint8Array>;

export function buildStep(
  { files, options }: Step,
  memory?: Memory,
  rules?: Rules,
  extras?: Extras,
): Promise<BuildResult> {
  const input = { files, theme: THEME, generator: GENERATOR, options, moduleUrl: moduleUrlIn(files) };
  return build(input, parseWithPlugins, memory, rules, extras);
}

/** Modules of a site that is only in memory. */
export function moduleUrlIn(files: readonly SiteFile[]): ModuleUrl {
  return (name) => {
    const file = files.find(({ path }) => path === name);
    const text = file && Buffer.from(readFile(file).bytes).toString('base64');
    return text && `data:text/javascript;base64,${text}`;
  };
}

/** Parses on this thread: these plugins are our own. */
export const parseWithPlugins: ParseEditions = async (requests) => {
  const outcomes = [];
  for (const request of requests) {
    const { plugins } = request.context;
    const transforms = plugins && (await loadTransforms(plugins, () => undefined));
    outcomes.push(await parseText({ ...request, transforms }));
  }
  return outcomes;
};

/**
 * The output after a build: what was made, and of what was there the files that the build takes for
 * unchanged.
 */
export function outputAfter({ files, unchanged }: BuildResult, before: Output): Output {
  const after: Output = new Map();
  for (const { path } of unchanged) after.set(path, before.get(path) ?? 'gone');
  for (const { path, body } of files) after.set(path, body);
  return after;
}

/** All that a build is for, as hashes. What it remembers and how much it did may differ. */
export async function outcomeOf(result: BuildResult, output: Output): Promise<Record<string, string>> {
  const { diagnostics, leftOut, kept, counts } = result;
  const texts = (await result.texts()).map((text) => [
    text.history.ledger,
    text.pending ?? null,
    [...text.articles],
  ]);
  const said = { diagnostics: JSON.stringify(diagnostics), more: JSON.stringify([leftOut, kept, counts]) };
  const files = [...output].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return {
    ...said,
    texts: sha256(JSON.stringify(texts)),
    ...Object.fromEntries(files.map(([path, body]) => [path, sha256(body)])),
  };
}

/** What a build from nothing comes to. */
export async function cleanOutcome(step: Step): Promise<{
  result: BuildResult;
  outcome: Record<string, string>;
}> {
  const result = await buildStep(step);
  return { result, outcome: await outcomeOf(result, outputAfter(result, new Map())) };
}

/** Files that were looked at and not read: the look is their hash, as a good look is as good as that. */
export function looksOf(files: readonly SourceFile[]): SiteFile[] {
  return files.map((file) => ({
    path: file.path,
    stamp: sha256(file.bytes),
    read: () => file,
  }));
}
