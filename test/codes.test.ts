import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { build } from '../src/pipeline/build.ts';
import { threadsOf } from '../src/host/threads.ts';
import { startCrews } from '../src/host/page-crew.ts';
import { startPool } from '../src/pipeline/parse/pool.ts';
import { deriveAgain } from '../src/cli/commands/check/derive.ts';
import { compareWithBase } from '../src/cli/commands/check/base.ts';
import { checkTimer } from '../src/cli/check-timer.ts';
import { catalogue } from '../src/diagnostics/catalogue.ts';
import { applyEdits, offeredEdits } from '../src/diagnostics/diagnostic.ts';
import type { Diagnostic } from '../src/diagnostics/diagnostic.ts';
import { formatPretty } from '../src/diagnostics/formats/pretty.ts';
import { moduleUrlIn } from '../src/host/module-url.ts';
import { readSite, readTheme } from '../src/host/files/site-files.ts';
import type { SourceFile } from '../src/model/file.ts';
import { changesToPublished, newlyPublished } from '../src/versions/compare-base.ts';
import type { Instant } from '../src/model/instant.ts';
import { GENERATOR } from './generator.ts';
import { ROOT } from './run.ts';

/**
 * `test/codes/<CODE>/` is the example of a code: for this test, for `explain`, and for the documentation.
 * Either `input.md`, which stands for a report in English, or a whole `site/`. With UPDATE_CODES=1 the
 * test writes `expected.txt` anew, to be read before it is committed.
 */
const CODES = join(import.meta.dirname, 'codes');
const REPORT = 'incidents/2026-03-04-example/en.md';
const SITE = `name: Example
url: https://status.example.com/
languages: [en, fr]
services:
  - {id: web, name: Web}
  - {id: api, name: API}
`;

/** The present of all examples, for what depends on one. */
const NOW = '2026-03-06T12:00:00Z' as Instant;

const pool = startPool({
  threads: threadsOf(new URL('../lib/pipeline/parse/worker.js', import.meta.url)),
  size: 1,
});
const folders: string[] = [];
afterAll(async () => {
  await pool.close();
  for (const folder of folders) rmSync(folder, { recursive: true });
});

test('every code has an example, and every example a code', () => {
  expect(readdirSync(CODES).toSorted()).toEqual(Object.keys(catalogue).toSorted());
});

test.each(Object.keys(catalogue))('%s is said as its example shows', async (code) => {
  const example = join(CODES, code);
  const folder = siteFolder(example);
  const files = readSite(folder);
  const found = await checked(folder);
  const source = (path: string) => {
    const file = files.find((each) => each.path === path);
    return file && new TextDecoder().decode(file.bytes);
  };
  const compared = await comparedWithBase(example, folder, files);
  const diagnostics = [...found, ...compared, ...checkTimer(folder, () => files, NOW)];
  const said = formatPretty(diagnostics, source, { colour: false });
  const expected = join(example, 'expected.txt');
  if (process.env['UPDATE_CODES']) writeFileSync(expected, said);
  expect(diagnostics.map((each) => each.code)).toContain(code);
  expect(diagnostics.every((each) => each.hint !== undefined)).toBe(true);
  expect(said).toBe(readFileSync(expected, 'utf8'));
  await expectTrueHints(folder, found);
});

/** What a check finds in a site, without what only its history or its host can tell. */
async function checked(folder: string): Promise<readonly Diagnostic[]> {
  const options = { strict: false, keepGoing: false, drafts: true, mode: 'check', now: NOW } as const;
  const crews = startCrews(1);
  const site = { files: readSite(folder), moduleUrl: moduleUrlIn(folder) };
  const input = { ...site, theme: readTheme(), generator: GENERATOR, options };
  const result = await build(input, pool.parse, undefined, undefined, { crew: crews.start });
  await crews.close();
  return result.diagnostics;
}

/** What hints offer to write is written, and leads neither to the same message nor to another error. */
async function expectTrueHints(folder: string, before: readonly Diagnostic[]): Promise<void> {
  const offered = before.filter(({ hint }) => hint?.write);
  if (offered.length === 0) return;
  for (const path of new Set(offeredEdits(offered).map(({ place }) => place.file))) {
    const own = offeredEdits(offered).filter(({ place }) => place.file === path);
    writeFileSync(join(folder, path), applyEdits(readFileSync(join(folder, path), 'utf8'), own));
  }
  const after = await checked(folder);
  const isOffered = new Set(offered.map(({ code }) => code));
  const isKnown = new Set(before.map(({ code }) => code));
  const isWrong = ({ code, severity }: Diagnostic) =>
    isOffered.has(code) || (severity === 'error' && !isKnown.has(code));
  expect(after.filter(isWrong)).toEqual([]);
}

/** What `check --base` says: of `base/`, the files of another revision, or of the revision in `base.txt`. */
async function comparedWithBase(example: string, folder: string, files: readonly SourceFile[]) {
  const revision = join(example, 'base.txt');
  if (existsSync(revision))
    return compareWithBase(folder, readFileSync(revision, 'utf8').trim(), files, false);
  const base = join(example, 'base');
  if (!existsSync(base)) return [];
  const before = readSite(base);
  // A pull request may not publish; what the main branch has published is compared with its sources.
  const isPublishing = existsSync(join(example, 'allow-published'));
  return [
    ...changesToPublished(before, files, 'main'),
    ...(isPublishing ? [] : newlyPublished(before, files, 'main')),
    ...(isPublishing ? await deriveAgain(before, files, { generator: GENERATOR }) : []),
  ];
}

/** A copy of the example's site, or a site around its one file. */
function siteFolder(example: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'codes-'));
  folders.push(folder);
  if (existsSync(join(example, 'site'))) cpSync(join(example, 'site'), folder, { recursive: true });
  else {
    mkdirSync(dirname(join(folder, REPORT)), { recursive: true });
    cpSync(join(example, 'input.md'), join(folder, REPORT));
    writeFileSync(join(folder, 'site.yaml'), SITE);
  }
  const made = join(example, 'made.json');
  if (existsSync(made)) make(folder, JSON.parse(readFileSync(made, 'utf8')) as Made);
  return folder;
}

/**
 * What git cannot keep on every system (links that lead out, names that differ in capitals only), and texts
 * that are like the shipped ones without one line, however many there are.
 */
interface Made {
  readonly messages?: Readonly<Record<string, { readonly like: string; readonly without: string }>>;
  readonly files?: Readonly<Record<string, string>>;
  readonly links?: Readonly<Record<string, string>>;
}

function make(folder: string, { files = {}, links = {}, messages = {} }: Made): void {
  for (const [path, { like, without }] of Object.entries(messages)) {
    const lines = readFileSync(join(ROOT, like), 'utf8').split('\n');
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), lines.filter((line) => !line.startsWith(without)).join('\n'));
  }
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  for (const [path, target] of Object.entries(links)) symlinkSync(target, join(folder, path));
}
