import { expect, test } from 'vitest';
import { sha256 } from '../../source/content-hash.ts';
import { hashOf, here, named } from './named.ts';
import { makePages, page, pageMaker } from './pages.ts';
import { RULES } from './rules.ts';
import { NO_TEMPLATES } from './testing.ts';
import type { Making, Page } from './pages.ts';
import type { KeptPage } from './memory.ts';
import { fixedPath } from '../../site/route.ts';

async function makeAll(
  pages: readonly Page[],
  before: Making['before']['pages'] = new Map(),
  changes: Partial<Parameters<typeof makePages>[1]> = {},
) {
  const making = {
    before: { pages: before },
    templates: NO_TEMPLATES,
    rules: RULES,
    isThere: () => true,
    pause: () => undefined,
    ...changes,
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

/** Templates of which each says its own source. */
function templatesWith(sources: Readonly<Record<string, string>>) {
  const asked: string[] = [];
  const source = (name: string) => {
    asked.push(name);
    return sources[name];
  };
  return { asked, templates: { ...NO_TEMPLATES, source } };
}

/** A page that uses these templates. */
const templated = (name: string, used: readonly string[]) =>
  page({
    name,
    inputs: {},
    make: (_, { source }) => textPage(name, used.map(source).join(' ')),
  });

test('a page is made again when a template that it uses has changed, and for no other', async () => {
  const plan = templated('page', ['b', 'a']);
  const { kept } = await makeAll([plan], new Map(), templatesWith({ a: '1', b: '2', c: '3' }));
  expect(kept.get('page')?.templates).toEqual([`a ${hashOf('1')}`, `b ${hashOf('2')}`]);
  const other = await makeAll([plan], kept, templatesWith({ a: '1', b: '2', c: '4' }));
  expect(other.rendered).toEqual([]);
  const changed = await makeAll([plan], kept, templatesWith({ a: '1', b: '5', c: '3' }));
  expect(changed.rendered).toEqual([{ path: 'page', reasons: ['changed: template b'] }]);
  const gone = await makeAll([plan], kept, templatesWith({ a: '1' }));
  expect(gone.rendered).toEqual([{ path: 'page', reasons: ['changed: template b'] }]);
});

test('pages with the same templates share one list of their keys', async () => {
  const pages = ['1', '2', '3'].map((name) => templated(name, ['a', 'b']));
  const making = templatesWith({ a: '1', b: '2' });
  const { kept } = await makeAll(pages, new Map(), making);
  const lists = [...kept.values()].map(({ templates }) => templates);
  expect(lists.every((list) => list === lists[0])).toBe(true);
  // Each page asks for both, and their keys are worked out once.
  expect(making.asked).toHaveLength(2 * 3 + 2);
  const later = templatesWith({ a: '1', b: '2' });
  await makeAll(pages, kept, later);
  expect(later.asked).toEqual(['a', 'b']);
});

test('a page is made that is new, or whose files are not in the output as they were made', async () => {
  const pages = ['a', 'b'].map((name) => page({ name, inputs: {}, make: () => textPage(name, 'ä') }));
  const first = await makeAll(pages);
  expect(first.rendered).toEqual(['a', 'b'].map((path) => ({ path, reasons: ['new'] })));
  expect(first.files).toEqual(['a', 'b'].map((path) => ({ path, sha256: sha256('ä'), size: 2 })));
  const isThere: Making['isThere'] = ({ path }) => path === 'a';
  const second = await makeAll(pages, first.kept, { isThere });
  expect(second.rendered).toEqual([{ path: 'b', reasons: ['not in the output as it was made'] }]);
  const planned = pages.map((each) => ({ ...each, from: 'x' }));
  const third = await makeAll(planned, (await makeAll(planned)).kept, { isThere });
  expect(third.rendered).toEqual([{ path: 'b', reasons: ['not in the output as it was made'] }]);
});

test('an unchanged page has no files to write and nothing to say, and all its files have to be there', async () => {
  const plan = page({
    name: 'a',
    inputs: {},
    make: () => ({ files: ['a', 'b'].map((path) => ({ path: fixedPath(path), body: '' })), diagnostics: [] }),
  });
  const { kept } = await makeAll([plan]);
  const again = (isThere: Making['isThere']) =>
    pageMaker({ before: { pages: kept }, templates: NO_TEMPLATES, rules: RULES, isThere })(plan);
  expect(await again(() => true)).toEqual({ page: kept.get('a'), reasons: [], files: [], diagnostics: [] });
  expect((await again(({ path }) => path === 'a')).reasons).toEqual(['not in the output as it was made']);
});

test('all inputs that changed are named once, also those that came and went', async () => {
  const plan = (inputs: Readonly<Record<string, number>>) =>
    page({ name: 'a', inputs, make: () => textPage('a', '') });
  const { kept } = await makeAll([plan({ a: 1, b: 1, c: 1 })]);
  expect((await makeAll([plan({ a: 2, c: 1, d: 1 })], kept)).rendered).toEqual([
    { path: 'a', reasons: ['changed: a, b, d'] },
  ]);
});

test('a page that came to the same takes the key it was planned from this time', async () => {
  const planned = (from: string | undefined) =>
    page({ name: 'a', from, inputs: { a: 1 }, make: () => textPage('a', '') });
  const { kept } = await makeAll([planned('1')]);
  const same = await makeAll([planned('1')], kept);
  expect(same.kept.get('a')).toBe(kept.get('a'));
  const other = await makeAll([planned('2')], kept);
  expect(other.kept.get('a')).toEqual({ ...kept.get('a'), from: '2' });
  // Without such a key, only the inputs can tell.
  const plain = await makeAll([planned(undefined)], (await makeAll([planned(undefined)])).kept);
  expect(plain.rendered).toEqual([]);
});

test('pages are made in threads, except those that threads leave to this one', async () => {
  const crew: Making['crew'] = {
    make: async ({ name }) =>
      name === 'here' ? undefined : { ...textPage(name, 'by a thread'), used: ['b', 'a'] },
  };
  const pages = ['there', 'here'].map((name) =>
    page({ name, inputs: {}, make: () => textPage(name, 'by this one') }),
  );
  const { kept } = await makeAll(pages, new Map(), { crew, ...templatesWith({ a: '1', b: '2' }) });
  expect(kept.get('there')).toMatchObject({
    templates: [`a ${hashOf('1')}`, `b ${hashOf('2')}`],
    files: [{ path: 'there', sha256: sha256('by a thread') }],
  });
  expect(kept.get('here')).toMatchObject({ templates: [], files: [{ sha256: sha256('by this one') }] });
});

test.each<[what: string, making: Partial<Making> & { readonly draws?: boolean }, most: number]>([
  ['this thread', {}, 1],
  ['other threads', { crew: { make: async () => undefined } }, 32],
  ['a program that draws', { draws: true }, 32],
])('as many pages are under way as have something to wait for: %s', async (_, making, most) => {
  let [begun, ended, under] = [0, 0, 0];
  const pages = Array.from({ length: 40 }, (__, at) =>
    page({ name: String(at), inputs: {}, make: () => textPage(String(at), '') }),
  );
  // Asked for as soon as a page is begun.
  const rules: Making['rules'] = {
    ...RULES,
    from: () => {
      begun += 1;
      return undefined;
    },
  };
  const pause = () => {
    under = Math.max(under, begun - ended);
    ended += 1;
  };
  await makeAll(pages, new Map(), { ...making, rules, pause });
  expect([ended, under]).toEqual([40, most]);
});
