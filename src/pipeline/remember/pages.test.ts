import { expect, test } from 'vitest';
import { hashOf, here, named } from './named.ts';
import { makePages, page } from './pages.ts';
import { RULES } from './rules.ts';
import type { Making, Page } from './pages.ts';
import type { KeptPage } from './memory.ts';
import { fixedPath } from '../../site/route.ts';

const NO_TEMPLATES: Making['templates'] = {
  names: [],
  render: () => ({ value: '', diagnostics: [] }),
  source: () => undefined,
  hasOwn: false,
};

async function makeAll(pages: readonly Page[], before: Making['before']['pages'] = new Map()) {
  const making = {
    before: { pages: before },
    templates: NO_TEMPLATES,
    rules: RULES,
    isThere: () => true,
    pause: () => undefined,
  };
  const kept = new Map<string, KeptPage>();
  const rendered: { path: string; reasons: readonly string[] }[] = [];
  for await (const [{ name }, made] of makePages(pages, making)) {
    kept.set(name, made.page);
    if (made.reasons.length > 0) rendered.push({ path: name, reasons: made.reasons });
  }
  return { kept, rendered, files: [...kept.values()].flatMap(({ files }) => files) };
}

test('a maker gets what its page names, and nothing else', async () => {
  const given: unknown[][] = [];
  const inputs = { plain: 1, one: here({ a: 'b' }), many: [here('x'), here('y')], none: [] };
  const make = (...all: unknown[]) => {
    given.push(all);
    return { files: [], diagnostics: [] };
  };
  await makeAll([page({ name: 'a', inputs, make } as unknown as Page)]);
  expect(given).toHaveLength(1);
  const [values, templates, ...more] = given[0] ?? [];
  expect(values).toEqual({ plain: 1, one: { a: 'b' }, many: ['x', 'y'], none: [] });
  expect(Object.keys(templates as object).toSorted()).toEqual(Object.keys(NO_TEMPLATES).toSorted());
  expect(more).toEqual([]);
});

/** A file of `static/`, as it lies there: its bytes are only read if it is copied. */
const staticFile = (bytes: string) => ({
  name: 'logo.bin',
  inputs: { file: named(hashOf(bytes), () => bytes) },
  make: ({ file }: { readonly file: string }) => textPage('logo.bin', file),
});

/** A page of the site's own, `pages/about/en.md`, in the texts and settings of its language. */
const ownPage = (words: string, settings: object) => ({
  name: 'en/about/index.html',
  inputs: { words: named(hashOf(words), () => words), settings: here(settings) },
  make: ({ words: text, settings: site }: { readonly words: string; readonly settings: object }) =>
    textPage('en/about/index.html', `${text} ${JSON.stringify(site)}`),
});

/** A page that a plugin makes: what the plugin is stands for what it does. */
const pluginPage = (digest: string, row: object) => ({
  name: 'map.svg',
  inputs: { plugin: named(digest, () => digest), row: here(row) },
  make: ({ plugin, row: facts }: { readonly plugin: string; readonly row: object }) =>
    textPage('map.svg', `${plugin} ${JSON.stringify(facts)}`),
});

/** A page that shows the day: of the present it names no more than that. */
const dayPage = (present: string) => ({
  name: 'day.txt',
  inputs: { day: present.slice(0, 10) },
  make: ({ day }: { readonly day: string }) => textPage('day.txt', day),
});

function textPage(path: string, body: string) {
  return { files: [{ path: fixedPath(path), body }], diagnostics: [] };
}

interface World {
  readonly bytes: string;
  readonly words: string;
  readonly settings: object;
  readonly plugin: string;
  readonly row: object;
  readonly present: string;
}

const START: World = {
  bytes: '1',
  words: 'About us.',
  settings: { name: 'Status' },
  plugin: 'map-1.0.0-abc',
  row: { state: 'resolved' },
  present: '2024-05-01T09:00:00Z',
};

function pagesOf({ bytes, words, settings, plugin, row, present }: World): Page[] {
  return [
    page(staticFile(bytes)),
    page(ownPage(words, settings)),
    page(pluginPage(plugin, row)),
    page(dayPage(present)),
  ];
}

test.each<[what: string, change: Partial<World>, made: Record<string, string>]>([
  ['nothing', {}, {}],
  ['an hour', { present: '2024-05-01T10:00:00Z' }, {}],
  ['a day', { present: '2024-05-02T09:00:00Z' }, { 'day.txt': 'changed: day' }],
  ['a static file', { bytes: '2' }, { 'logo.bin': 'changed: file' }],
  ['an own page', { words: 'About all of us.' }, { 'en/about/index.html': 'changed: words' }],
  ['the settings', { settings: { name: 'Other' } }, { 'en/about/index.html': 'changed: settings' }],
  ['a plugin', { plugin: 'map-1.0.0-abd' }, { 'map.svg': 'changed: plugin' }],
  ['a row', { row: { state: 'identified' } }, { 'map.svg': 'changed: row' }],
])('planted inputs: %s changes, and only what names it is made', async (_, change, made) => {
  const { kept } = await makeAll(pagesOf(START));
  const pages = pagesOf({ ...START, ...change });
  const again = await makeAll(pages, kept);
  expect(Object.fromEntries(again.rendered.map(({ path, reasons }) => [path, reasons.join()]))).toEqual(made);
  expect(again.files).toEqual((await makeAll(pages)).files);
});

test('what a page names is only loaded if it is made', async () => {
  let loaded = 0;
  const lazy = () =>
    page({
      name: 'a',
      inputs: { large: named('key', () => (loaded += 1)) },
      make: ({ large }: { readonly large: number }) => textPage('a', String(large)),
    });
  const { kept } = await makeAll([lazy()]);
  await makeAll([lazy()], kept);
  expect(loaded).toBe(1);
});

test('while a page is planned from the same keys, its inputs are not even worked out', async () => {
  let asked = 0;
  const planned = (from: string, words: string) =>
    page({
      name: 'a',
      from,
      get inputs() {
        asked += 1;
        return { words };
      },
      make: ({ words: text }: { readonly words: string }) => textPage('a', text),
    });
  const { kept } = await makeAll([planned('1', 'x')]);
  const same = await makeAll([planned('1', 'x')], kept);
  expect([asked, same.rendered]).toEqual([1, []]);
  // Planned from something else it comes to the same, and is only known by that the next time.
  const other = await makeAll([planned('2', 'x')], same.kept);
  expect([asked, other.rendered]).toEqual([2, []]);
  expect((await makeAll([planned('2', 'x')], other.kept)).rendered).toEqual([]);
  expect(asked).toBe(2);
  expect((await makeAll([planned('3', 'y')], other.kept)).rendered).toEqual([
    { path: 'a', reasons: ['changed: words'] },
  ]);
});
