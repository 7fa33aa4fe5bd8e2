import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from '../../src/pipeline/build.ts';
import type { BuildInput, BuildOptions } from '../../src/pipeline/build.ts';
import type { CardDrawer } from '../../src/pipeline/share-images.ts';
import { parseInline } from '../../src/pipeline/testing.ts';
import { readSite, readTheme } from '../../src/host/files/site-files.ts';
import type { OutputFile } from '../../src/model/file.ts';
import { buildDoubting } from '../doubting.ts';
import { GENERATOR } from '../generator.ts';
import { makeFolder, ROOT } from '../run.ts';

/** The output of a site as text, by path; throws with what was said where nothing was built. */
export interface Made {
  readonly files: readonly OutputFile[];
  readonly text: (path: string) => string;
  readonly json: (path: string) => unknown;
  readonly paths: readonly string[];
}

/** Builds files, given by path, as a site. */
export async function makeFrom(
  sources: Readonly<Record<string, string>>,
  options: Partial<BuildOptions> = {},
  draw?: CardDrawer,
): Promise<Made> {
  const folder = makeFolder();
  for (const [path, text] of Object.entries(sources)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const made = await make(folder, options, draw);
  rmSync(folder, { recursive: true });
  return made;
}

/** Builds a site that lies in a folder. */
export function makeFolderOf(folder: string): Promise<Made> {
  return make(folder, {});
}

/** Builds the example site. */
export function makeExample(options: Partial<BuildOptions> = {}, draw?: CardDrawer): Promise<Made> {
  return make(ROOT, options, draw);
}

async function make(folder: string, options: Partial<BuildOptions>, draw?: CardDrawer): Promise<Made> {
  const input: BuildInput = {
    files: readSite(folder),
    theme: readTheme(),
    generator: GENERATOR,
    options: { strict: false, keepGoing: false, drafts: false, mode: 'build', ...options },
  };
  const result = draw
    ? await build(input, parseInline, undefined, undefined, { draw })
    : await buildDoubting(input);
  if (result.files.length === 0) throw new Error(result.diagnostics.map(({ message }) => message).join('\n'));
  const text = (path: string) => {
    const file = result.files.find((each) => each.path === path);
    if (!file) throw new Error(`there is no ${path}`);
    return typeof file.body === 'string' ? file.body : new TextDecoder().decode(file.body);
  };
  return {
    files: result.files,
    text,
    json: (path) => JSON.parse(text(path)) as unknown,
    paths: result.files.map(({ path }) => path),
  };
}

/** One report as a file; `more` are further lines of front matter. */
export function reportFile(title: string, entries: readonly string[], more = '', body = 'Text.'): string {
  return `---\ntitle: ${JSON.stringify(title)}\nsummary: "What happened."\nversion: 001\n${more}timeline:\n${entries
    .map((entry) => `  - ${entry}\n`)
    .join('')}---\n\n${body}\n`;
}
