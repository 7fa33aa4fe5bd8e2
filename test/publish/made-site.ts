import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { manifestFiles } from '../../src/publish/manifest.ts';
import type { Limits } from '../../src/publish/manifest.ts';
import type { ManifestEntry, Part } from '../../src/publish/read-manifest.ts';
import { servingOf } from '../../src/publish/serving.ts';
import { GENERATOR } from '../generator.ts';

/** Writes a built site as `build` would leave it: these files and their manifest. */
export function writeBuilt(
  folder: string,
  files: Readonly<Record<string, string | Uint8Array>>,
  limits?: Limits,
): void {
  rmSync(folder, { recursive: true, force: true });
  for (const [path, body] of Object.entries({ ...files, ...manifestFilesOf(files, limits) })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), body);
  }
}

/** The manifest of these files, as `build` would write it. */
export function manifestOf(files: Readonly<Record<string, string | Uint8Array>>): string {
  return manifestFilesOf(files)['build.json'] ?? '';
}

/** `build.json` of these files, and its parts where it is split. */
export function manifestFilesOf(
  files: Readonly<Record<string, string | Uint8Array>>,
  limits?: Limits,
): Record<string, string> {
  const listed = Object.entries(files).map(([path, body]) => ({
    path,
    sha256: sha256(body),
    size: Buffer.byteLength(body),
  }));
  const facts = {
    generator: GENERATOR,
    basePath: '/',
    redirects: {},
    asOf: undefined,
    reports: [],
    pages: 0,
    checkpoint: undefined,
  };
  return Object.fromEntries(
    [...manifestFiles(listed, facts, limits)].map(({ path, body }) => [path, String(body)]),
  );
}

/** A small site in which every page refers to a hashed style, all of one edition. */
export function siteFiles(edition: string, pages = 30): Record<string, string> {
  const style = `assets/style.${sha256(edition).slice(0, 12)}.css`;
  const files: Record<string, string> = {
    [style]: `/* ${edition} */`,
    'index.html': `<link href="/${style}">${edition}`,
    'en/index.html': `<link href="/${style}">${edition}`,
    'robots.txt': 'the same in all editions',
  };
  for (let page = 0; page < pages; page += 1) {
    files[`en/incidents/r-${page}/index.html`] = `<link href="/${style}">${edition} page ${page}`;
    files[`en/incidents/r-${page}/v/001/index.md`] = `frozen ${page}`;
  }
  return files;
}

/** Files of a site.yaml and nothing else, for commands that need only its address. */
export function writeSite(folder: string, url = 'https://status.example.com/'): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'site.yaml'), `name: Example\nurl: ${url}\n`);
}

/** Every file below a folder with its SHA-256. */
export function digests(folder: string): Record<string, string> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted();
  const files = paths.filter((path) => statSync(join(folder, path)).isFile());
  return Object.fromEntries(files.map((path) => [path, sha256(readFileSync(join(folder, path)))]));
}

/** The files that the manifest of a folder lists and that are missing or other than listed. */
export function brokenFiles(folder: string): string[] {
  const there = digests(folder);
  return Object.entries(listedFiles(folder)).flatMap(([path, entry]) =>
    there[path] === entry.sha256 ? [] : [path],
  );
}

/** What the manifest of a folder lists, with its own parts. */
export function listedFiles(folder: string): Readonly<Record<string, ManifestEntry>> {
  type Files = Record<string, ManifestEntry>;
  const read = (path: string): unknown => JSON.parse(readFileSync(join(folder, path), 'utf8'));
  const { files, parts } = read('build.json') as { files: Files; parts: readonly Part[] };
  const listed: Files = { ...files };
  for (const { path, sha256: hash, size } of parts) {
    Object.assign(listed, read(path), { [path]: { sha256: hash, size, ...servingOf(path) } });
  }
  return listed;
}

export function sha256(bytes: string | Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Bytes that do not compress and that nothing else has. */
export function noise(size: number): Uint8Array {
  return randomBytes(size);
}
