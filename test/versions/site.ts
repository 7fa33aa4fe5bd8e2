import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import { makeFolder, runCommand } from '../run.ts';
import type { Ran } from '../run.ts';

/** A small site in a folder of its own, with helpers to play a writer's days. */
export const REFERENCE = '2026-03-04-web-slow';
export const EN = `incidents/${REFERENCE}/en.md`;
export const FR = `incidents/${REFERENCE}/fr.md`;
const SITE = `name: Example
url: https://status.example.com/
languages: [en, fr]
services:
  - {id: web, name: Web}
`;
const ATTRIBUTES = 'published/** -text\nincidents/**/*.md text eol=lf\n';

/** The original: `more` is between the facts and the timeline, `body` below the front matter. */
export function originalText(version: string, body: string, more = '', entries = ''): string {
  return `---
# Written during the outage.
title: "Web slow"   # for readers
summary: "Pages of the web service took up to ten seconds."
version: ${version}

severity: minor
services: [web]
${more}timeline:
  - at: 2026-03-04T10:00:00Z
    state: investigating
    title: "Pages take ten seconds"
${entries}---

## Impact

${body}
`;
}

/** What is published of it: without its notes. */
export function publishedText(...facts: Parameters<typeof originalText>): string {
  return originalText(...facts)
    .replace('# Written during the outage.\n', '')
    .replace('   # for readers', '');
}

export function translationText(version: string, body: string, entries = ''): string {
  return `---
version: ${version}
title: "Web lent"
summary: "Les pages mettaient jusqu’à dix secondes à s’afficher."
timeline:
  - at: 2026-03-04T10:00:00Z
    title: "Les pages mettent dix secondes"
${entries}---

## Conséquences

${body}
`;
}

export const RESOLVED = `  - at: 2026-03-04T10:30:00Z
    state: resolved
    title: "Pages are fast again"
`;

export function makeSite(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const folder = makeFolder();
  write(folder, 'site.yaml', SITE);
  write(folder, '.gitattributes', ATTRIBUTES);
  for (const [path, body] of Object.entries(files)) write(folder, path, body);
  return folder;
}

export function write(folder: string, path: string, body: string | Uint8Array): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), body);
}

export function read(folder: string, path: string): string {
  return readFileSync(join(folder, path), 'utf8');
}

/** Runs a command that has to end well. */
export async function succeed(folder: string, ...args: string[]): Promise<Ran> {
  const ran = await runCommand(args, { cwd: folder });
  expect(ran, `${args.join(' ')}\n${ran.stderr}`).toMatchObject({ code: 0 });
  return ran;
}

/** One hash over the names and bytes of all files below a folder. */
export function digest(folder: string, paths = filesIn(folder)): string {
  const hash = createHash('sha256');
  for (const path of paths) hash.update(`${path}\0`).update(readFileSync(join(folder, path)));
  return hash.digest('hex');
}

/** One hash over a built site, but for what only tells when something was published: freezing adds that. */
export function siteDigest(dist: string): string {
  const hash = createHash('sha256');
  for (const path of filesIn(dist)) {
    if (!TELLING.test(path)) hash.update(`${path}\0`).update(readPlain(dist, path));
  }
  return hash.digest('hex');
}

/** Files that tell of times of publications, or of the ledger. */
const TELLING =
  /^(?:build\.json|changes\.json|checkpoint|sitemap\.xml|history\.\w+)$|(?:^|\/)(?:ledger\.jsonl|history\.json|(?:feed|updates)\.\w+|record\/.*)$/;
/** Elements that do. */
const TIMES =
  /<script type="application\/ld\+json">.*?<\/script>|<meta property="article:\w+" content="[^"]*">|<p class="meta published">.*?<\/p>|<div><dt>[^<]*<\/dt><dd><code>[0-9a-f]{64}<\/code><\/dd><\/div>\n/g;

function readPlain(dist: string, path: string): string | Uint8Array {
  const body = readFileSync(join(dist, path));
  return path.endsWith('.html') ? body.toString().replace(TIMES, '') : body;
}

export function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .toSorted();
}

/** Runs git as somebody, without anybody's settings. */
export function git(folder: string, ...args: string[]): string {
  return execFileSync('git', ['-c', 'commit.gpgsign=false', '-c', 'init.defaultBranch=main', ...args], {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_AUTHOR_NAME: 'Writer',
      GIT_AUTHOR_EMAIL: 'writer@example.com',
      GIT_COMMITTER_NAME: 'Writer',
      GIT_COMMITTER_EMAIL: 'writer@example.com',
    },
  });
}

export function commit(folder: string, message: string): void {
  git(folder, 'add', '-A');
  git(folder, 'commit', '-q', '-m', message);
}

export function copy(folder: string): string {
  const other = makeFolder();
  // Links within the folder stay within the copy.
  cpSync(folder, other, { recursive: true, verbatimSymlinks: true });
  return other;
}
