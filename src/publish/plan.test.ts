import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planPublish, purgeUrls } from './plan.ts';
import type { Manifest, ManifestEntry } from './read-manifest.ts';
import { servingOf, STAGES } from './serving.ts';

const OWN = { sha256: 'f'.repeat(64), size: 9 };

function manifest(files: Readonly<Record<string, number>>): Pick<Manifest, 'text' | 'files' | 'unread'> {
  const entries = Object.entries(files).map(([path, edition]): [string, ManifestEntry] => [
    path,
    { sha256: String(edition).repeat(64).slice(0, 64), size: edition, ...servingOf(path) },
  ]);
  return { text: JSON.stringify(files), files: new Map(entries), unread: [] };
}

test('assets, editions, pages, indexes, manifest, in this order', () => {
  const after = manifest({
    'en/index.html': 1,
    'en/incidents/r/index.html': 1,
    'assets/a.css': 1,
    'en/incidents/r/v/001/index.html': 1,
    'en/feed.atom': 1,
  });
  expect(planPublish(undefined, after, OWN).uploads.map(({ path }) => path)).toEqual([
    'assets/a.css',
    'en/incidents/r/v/001/index.html',
    'en/incidents/r/index.html',
    'en/feed.atom',
    'en/index.html',
    'build.json',
  ]);
});

test('nothing changed is nothing to do; only the manifest changed is one upload', () => {
  const site = manifest({ 'index.html': 1 });
  expect(planPublish(site, site, OWN)).toEqual({ uploads: [], deletes: [], changed: [], unchanged: 1 });
  const plan = planPublish({ ...site, text: 'older' }, site, OWN);
  expect(plan.uploads.map(({ path }) => path)).toEqual(['build.json']);
});

test('other headers for the same bytes are a change', () => {
  const before = manifest({ 'index.html': 1 });
  const entry = before.files.get('index.html') as ManifestEntry;
  const after = { text: 'x', files: new Map([['index.html', { ...entry, cache: 'no-store' }]]), unread: [] };
  expect(planPublish(before, after, OWN).uploads.map(({ path }) => path)).toEqual([
    'index.html',
    'build.json',
  ]);
});

test('for any two sites: what a plan does to the old one gives the new one, and touches nothing else', () => {
  const path = fc.constantFrom(
    'assets/a.css',
    'assets/b.css',
    'en/index.html',
    'x.txt',
    'en/incidents/r/index.html',
    '404.html',
  );
  const site = fc.dictionary(path, fc.integer({ min: 1, max: 3 }));
  fc.assert(
    fc.property(site, site, fc.uniqueArray(path), (before, after, uncertain) => {
      const plan = planPublish(manifest(before), manifest(after), OWN, new Set(uncertain));
      // What an interrupted run may have touched can hold anything.
      const target: Record<string, number> = { ...before, stranger: 7 };
      for (const each of uncertain) target[each] = 9;
      const stages = plan.uploads.map(({ stage }) => STAGES.indexOf(stage));
      expect(stages).toEqual(stages.toSorted((a, b) => a - b));
      for (const upload of plan.uploads) if (upload.path !== 'build.json') target[upload.path] = upload.size;
      for (const each of plan.deletes) delete target[each];
      expect(target).toEqual({ ...after, stranger: 7 });
      expect(plan.unchanged + plan.uploads.filter((each) => each.path !== 'build.json').length).toBe(
        Object.keys(after).length,
      );
      if (plan.uploads.length > 0) expect(plan.uploads.at(-1)?.path).toBe('build.json');
    }),
  );
});

test('addresses a CDN has to forget: as readers write them, without hashed files and copies', () => {
  const changed = [
    '_headers',
    'assets/a.css',
    'build.json',
    'en/index.html',
    'en/index.html.br',
    'fr/é.html',
    'index.html',
  ];
  expect(purgeUrls({ changed, deletes: [] }, 'https://e.org/s/')).toEqual([
    'https://e.org/s/',
    'https://e.org/s/build.json',
    'https://e.org/s/en/',
    'https://e.org/s/fr/%C3%A9.html',
  ]);
});
