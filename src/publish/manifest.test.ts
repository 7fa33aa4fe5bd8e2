import fc from 'fast-check';
import { expect, test } from 'vitest';
import { GENERATOR } from '../../test/generator.ts';
import { canonicalJson, sha256 } from '../source/content-hash.ts';
import { manifestFiles } from './manifest.ts';
import type { Limits, Listed } from './manifest.ts';
import { MANIFEST, parseManifest, readParts } from './read-manifest.ts';
import type { Manifest } from './read-manifest.ts';
import { servingOf } from './serving.ts';

const FACTS = {
  generator: GENERATOR,
  basePath: '/',
  redirects: {},
  asOf: undefined,
  reports: [],
  pages: 0,
  checkpoint: undefined,
};

/** Small enough for a handful of files to be split. */
const SMALL: Limits = { whole: 1_000, part: 600, short: 250 };

function listed(path: string, content = path): Listed {
  return { path, sha256: sha256(content), size: content.length };
}

function bodies(files: readonly Listed[], limits?: Limits): ReadonlyMap<string, string> {
  return new Map([...manifestFiles(files, FACTS, limits)].map(({ path, body }) => [path, String(body)]));
}

function parse(all: ReadonlyMap<string, string>): Manifest {
  return parseManifest(all.get(MANIFEST) ?? '')!;
}

test('the checkpoint is read back as it was, line ends and signature included', () => {
  const checkpoint = 'status.example.com\n1\nqqqq=\n\n— status.example.com abc=\n';
  const [manifest] = manifestFiles([], { ...FACTS, checkpoint });
  expect(parseManifest(String(manifest?.body))).toMatchObject({ checkpoint });
  expect(parse(bodies([])).checkpoint).toBeUndefined();
});

const segment = fc.oneof(
  fc.constantFrom('a', 'ab', 'abc', '__proto__', '7', '10', 'é', '😀', '😁', 'constructor', 'a.constructor'),
  fc.stringMatching(/^[a-z0-9-]{1,6}$/),
);
const path = fc.array(segment, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
const site = fc.uniqueArray(path, { maxLength: 60 }).map((paths) => paths.map((each) => listed(each)));

test('any set of files is read back as it was, whatever its order, and every part keeps its size', async () => {
  await fc.assert(
    fc.asyncProperty(site, fc.infiniteStream(fc.nat()), async (files, order) => {
      const all = bodies(files, SMALL);
      const shuffled = files.toSorted(() => (order.next().value ?? 0) - (order.next().value ?? 0));
      expect(bodies(shuffled, SMALL)).toEqual(all);
      const head = parse(all);
      const { manifest, damaged } = await readParts({
        manifest: head,
        read: async (each) => all.get(each),
      });
      expect(damaged).toEqual([]);
      const parts = new Set(head.parts.map((part) => part.path));
      const read = [...manifest.files].filter(([each]) => !parts.has(each));
      const wanted = files.map((file) => [
        file.path,
        { sha256: file.sha256, size: file.size, ...servingOf(file.path) },
      ]);
      expect(new Map(read)).toEqual(new Map(wanted as [string, object][]));
      for (const part of head.parts) {
        const body = all.get(part.path) ?? '';
        expect(part).toMatchObject({ sha256: sha256(body), size: Buffer.byteLength(body) });
        expect(part.files).toBe(Object.keys(JSON.parse(body) as object).length);
        if (part.files > 1) expect(part.size).toBeLessThanOrEqual(SMALL.part + 1);
      }
    }),
  );
});

test('a part holds the files that begin so, and a file belongs to the part that says most of it', async () => {
  await fc.assert(
    fc.asyncProperty(site, async (files) => {
      const all = bodies(files, SMALL);
      const { parts } = parse(all);
      for (const part of parts) {
        for (const each of Object.keys(JSON.parse(all.get(part.path) ?? '') as object)) {
          const fitting = parts.filter(({ begins }) => each.startsWith(begins));
          expect(fitting.toSorted((a, b) => a.begins.length - b.begins.length).at(-1)).toEqual(part);
        }
      }
    }),
  );
});

test('a change of one file changes its part and the head; all others stay the same files', () => {
  const files = Array.from({ length: 400 }, (_, day) =>
    listed(`en/incidents/20${10 + (day % 9)}-${day}/index.html`),
  );
  const before = bodies(files, SMALL);
  const after = bodies(files.with(200, listed(files[200]!.path, 'changed')), SMALL);
  expect(parse(before).parts.length).toBeGreaterThan(50);
  expect([...after.keys()].filter((each) => !before.has(each))).toHaveLength(1);
  expect([...before.keys()].filter((each) => !after.has(each))).toHaveLength(1);
});

test('up to a mebibyte it is one file, and above no file is larger, up to 30 000 reports', () => {
  const few = Array.from({ length: 3_000 }, (_, index) => listed(`en/incidents/r-${index}/index.html`));
  expect([...bodies(few).keys()]).toEqual([MANIFEST]);
  const names = [
    'index.html',
    'index.md',
    'history/index.html',
    'history.json',
    'ledger.jsonl',
    'v/001/index.html',
  ];
  const many = Array.from({ length: 30_000 }, (_, index) => {
    const date = new Date(Date.UTC(2010, 0, 1 + (index % 5_000))).toISOString().slice(0, 10);
    return names.map((name) => listed(`en/incidents/${date}-outage-${index}/${name}`));
  }).flat();
  const all = bodies([...many, ...few]);
  expect(all.size).toBeGreaterThan(100);
  for (const body of all.values()) expect(Buffer.byteLength(body)).toBeLessThan(1_048_576);
});

test('it is canonical JSON and carries a digest of itself', () => {
  const text = bodies([listed('a/b.html'), listed('robots.txt')]).get(MANIFEST) ?? '';
  const { digest, ...rest } = JSON.parse(text) as Record<string, unknown>;
  expect(digest).toBe(sha256(canonicalJson(rest)));
  expect(text).toBe(`${canonicalJson({ digest, ...rest })}\n`);
  expect(parseManifest(text.replace('"pages":0', '"pages":1'))).toBeUndefined();
});

test('a part that is missing, truncated or wrong is named, and the rest is read', async () => {
  const files = Array.from({ length: 60 }, (_, index) => listed(`en/r-${index}/index.html`));
  const all = bodies(files, SMALL);
  const manifest = parse(all);
  const [gone, cut, other] = manifest.parts;
  const read = async (each: string) => {
    const body = all.get(each) ?? '';
    if (each === gone?.path) return undefined;
    if (each === cut?.path) return body.slice(0, -20);
    return each === other?.path ? `${body} ` : body;
  };
  const result = await readParts({ manifest, read });
  expect(result.damaged).toEqual([
    { path: gone?.path, message: 'build.json lists this part of itself, but it is missing' },
    { path: cut?.path, message: 'This part of build.json is damaged' },
    { path: other?.path, message: 'This part of build.json is damaged' },
  ]);
  expect(result.manifest.unread).toEqual([gone, cut, other]);
  const lost = [gone, cut, other].reduce((sum, part) => sum + (part?.files ?? 0), 0);
  expect(result.manifest.files.size).toBe(files.length + manifest.parts.length - lost);
});
