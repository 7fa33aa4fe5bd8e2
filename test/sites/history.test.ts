import { fromHtml } from 'hast-util-from-html';
import { visit } from 'unist-util-visit';
import { beforeAll, describe, expect, test } from 'vitest';
import { publishedFiles } from '../freeze.ts';
import { WORLD } from './world.ts';
import { buildFiles, buildSite,live,originalText,pagesOf, publish, REFERENCE, siteYaml, sourceFiles, translationText } from './pure-site.ts';
import type { Files } from './pure-site.ts';

/* What readers see of the versions of a report. All is published on 2026-03-04. */
const AT = (time: string) => `2026-03-04T${time}:00Z`;
const HISTORY = `/en/incidents/${REFERENCE}/history/`;
const edition = (version: string, language = 'en') => `/${language}/incidents/${REFERENCE}/v/${version}/`;

interface Text {
  readonly title: string;
  readonly summary: string;
  readonly facts: string;
  readonly timeline: string;
  readonly body: string;
}

function textOf(version: number, { title, summary, facts, timeline, body }: Text): string {
  return `---\ntitle: "${title}"\nsummary: "${summary}"\nversion: 00${version}\nservices: [web]\n${facts}timeline:\n${timeline}---\n\n${body}\n`;
}

const FIRST: Text = {
  title: 'Some pages fail',
  summary: 'Some pages have been slow since noon.',
  facts: `tags: [network, cache]
related: [2026-03-01-before]
actions:
  - text: "Watch the cache"
    due: 2026-04-01
  - text: "Tell the vendor"
`,
  timeline: `  - at: ${AT('10:00')}
    state: investigating
    title: "Pages fail"
    text: "We look into it. Nobody lost data."
  - at: ${AT('10:10')}
    title: "A rumour"
    text: "The vendor is at fault."
  - at: ${AT('10:20')}
    title: "Caches are emptied"
`,
  body: '## Impact\n\nVisitors waited.\n\n## Causes\n\n- One\n- Two\n- Three',
};
const SECOND: Text = {
  title: 'Some pages failed',
  summary: 'Some pages were slow from noon on.',
  facts: `tags: [network, routing]
related: [2026-03-02-other]
actions:
  - text: "Tell the vendor"
  - text: "Watch the cache"
    done: 2026-03-20
`,
  timeline: `  - at: ${AT('10:00')}
    state: investigating
    title: "Pages fail"
    text: "We look into it. Nobody has lost data."
  - at: ${AT('10:25')}
    title: "Caches are emptied"
  - at: ${AT('10:30')}
    state: resolved
    title: "All pages work"
    text: "The route is back."
`,
  body: '## Impact\n\nVisitors waited long.\n\n## Causes\n\n- Two\n- Three\n- One',
};

function other(reference: string): Files {
  const timeline = `  - {at: "${reference.slice(0, 10)}T10:00:00Z", state: resolved, title: "Over"}\n`;
  return { [live('en', reference)]: textOf(1, { ...FIRST, facts: '', timeline }) };
}

let site: Files;
let pages: ReadonlyMap<string, string>;
beforeAll(async () => {
  const base = { 'site.yaml': siteYaml(['en', 'fr']), ...other('2026-03-01-before'), ...other('2026-03-02-other') };
  const one = await publish({ ...base, [live('en')]: textOf(1, FIRST) }, AT('10:40'));
  const two = await publish({ ...one, [live('en')]: textOf(2, SECOND) }, AT('10:50'));
  const three = { ...SECOND, body: `${SECOND.body}\n\nAnd more.` };
  site = await publish({ ...two, [live('en')]: textOf(3, three) }, AT('11:00'));
  pages = pagesOf((await buildSite(site)).files);
});

/** A step of the history, or the part of an edition's page that compares it. */
function partOf(html: string, id: string): string {
  const part = new RegExp(`<(li|section) class="[^"]*" id="${id}">[\\s\\S]*?(?=<li class="step"|</ol>\\n<|</section>)`);
  return (part.exec(html)?.[0] ?? '')
    .replaceAll(/<ins><span class="sr-only">[^<]*<\/span>/g, '{+')
    .replaceAll(/<del><span class="sr-only">[^<]*<\/span>/g, '{-')
    .replaceAll('</ins>', '+}')
    .replaceAll('</del>', '-}');
}

describe('a step of the history', () => {
  let step: string;
  beforeAll(() => {
    step = partOf(pages.get(HISTORY) ?? '', 'v-002');
  });

  test('says when the version was published, and what it last tells of', () => {
    expect(step).toMatch(/Published <time datetime="2026-03-04T10:50:00Z">/);
    expect(step).toMatch(/Last update <time datetime="2026-03-04T10:40:00Z">/);
  });

  test('shows the words that changed in title, summary, entries and actions', () => {
    expect(step).toContain('<p>Some pages {-fail-} {+failed+}</p>');
    expect(step).toContain('<p>Some pages {-have been-} {+were+} slow {-since-} {+from+} noon{+ on+}.</p>');
    expect(step).toContain('Nobody {+has+} lost data.');
    expect(step).toContain('Visitors waited{+ long+}.');
    expect(step).toContain('Watch the cache ({-Due-}{+Done+} on {-1 April-} {+20 March+} 2026)');
  });

  test('shows entries that came or went with their text, and one whose time was corrected as moved', () => {
    expect(step).toMatch(/Entry added, <time datetime="2026-03-04T10:30:00Z">[^]*?<ins>All pages work\+\}/);
    expect(step).toContain('<p>The route is back.</p>');
    expect(step).toMatch(/Entry removed, <time datetime="2026-03-04T10:10:00Z">[^]*?<del>A rumour-\}/);
    expect(step).toContain('<p>The vendor is at fault.</p>');
    expect(step).toMatch(/Entry moved from <time datetime="2026-03-04T10:20:00Z">.*?to <time datetime="2026-03-04T10:25:00Z">/);
    expect(step).not.toContain('Caches are emptied-}');
  });

  test('tells of tags and related reports', () => {
    expect(step).toContain('<li>network</li><li>{+routing+}</li><li>{-cache-}</li>');
    expect(step).toContain('<li>{+2026-03-02-other+}</li><li>{-2026-03-01-before-}</li>');
  });

  test('shows an item that moved where it is now, struck out nowhere', () => {
    expect(step).toContain('<li><span class="moved">Moved:</span> One</li>');
    expect(step).toContain('<span class="moved">Moved:</span> ');
    expect(step).not.toContain('{-One-}');
    expect(step).not.toContain('{-Tell the vendor');
  });
});

test('headings of a text are below the heading of its version, and no id is there twice', () => {
  for (const path of [HISTORY, edition('001')]) {
    const levels: number[] = [];
    const ids: string[] = [];
    visit(fromHtml(pages.get(path) ?? ''), 'element', ({ tagName, properties }) => {
      const [, level] = /^h([1-6])$/.exec(tagName) ?? [];
      if (level !== undefined) levels.push(Number(level));
      if (properties['id'] !== undefined) ids.push(String(properties['id']));
    });
    expect(new Set(ids).size).toBe(ids.length);
    expect(levels[0]).toBe(1);
    for (const [at, level] of levels.entries()) expect(level, path).toBeLessThanOrEqual((levels[at - 1] ?? 0) + 1);
  }
  expect(partOf(pages.get(HISTORY) ?? '', 'v-002')).toContain('<h3>Impact</h3>');
});

test('the page of an old version compares it with the newest, and says how things stand now', () => {
  const old = pages.get(edition('001')) ?? '';
  expect(old).toContain('<title>Some pages fail · Version 001 · Example</title>');
  expect(old).toMatch(/<aside class="notice notice-edition">[^]*The state is now: [^]*Resolved[^]*<\/aside>/);
  expect(old).toMatch(/Published <time datetime="2026-03-04T10:40:00Z">/);
  expect(old).toContain('<a href="#page.since">What has changed since version');
  expect(partOf(old, "page.since")).toContain('{+And more.+}');
  // Outside of the article, which is what was published, byte for byte.
  expect(old).toContain(site[`published/${REFERENCE}/en/001.html`]);
  expect(pages.get(edition('003'))).not.toContain('id="page.since"');
  expect(partOf(pages.get(HISTORY) ?? '', 'v-001')).toContain(`href="${edition('001')}#page.since"`);
  // Next to the newest version the step itself is that comparison.
  expect(partOf(pages.get(HISTORY) ?? '', 'v-002')).not.toContain('#page.since');
});

test('related reports are on the page of an article, outside of what is frozen', () => {
  const page = pages.get(`/en/incidents/${REFERENCE}/`) ?? '';
  const related = page.slice(page.indexOf('</article>'), page.indexOf('<nav class="neighbours"'));
  expect(related).toContain('<h2>Related reports</h2>');
  expect(related).toContain('<a href="/en/incidents/2026-03-02-other/">');
  expect(related).not.toContain('2026-03-01-before');
});

test('a picture that came, went or was exchanged is told by its name', async () => {
  const png = (last: number) =>
    new Uint8Array([...Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==', 'base64'), last]);
  const picture = (byte: number) => ({ path: `incidents/${REFERENCE}/graph.png`, bytes: png(byte) });
  const text = (version: number) => textOf(version, { ...FIRST, facts: '', body: '![Errors by minute](graph.png)' });
  const base = { 'site.yaml': siteYaml(['en']) };
  const made = await buildFiles([...sourceFiles({ ...base, [live('en')]: text(1) }), picture(1)]);
  const frozen = await published(made, { ...base, [live('en')]: text(2) });
  const { files } = await buildFiles([
    ...sourceFiles(frozen),
    picture(2),
    ...made.files
      .filter(({ path }) => /^assets\/[0-9a-f]{64}\.png$/.test(path))
      .map(({ path, body }) => ({ path: `published/${path}`, bytes: body as Uint8Array })),
  ]);
  const step = partOf(pagesOf(files).get(HISTORY) ?? '', 'v-002');
  expect(step).toContain('Pictures');
  expect(step).toContain('<li>{+Errors by minute+}</li><li>{-Errors by minute-}</li>');
});

async function published({ texts }: Awaited<ReturnType<typeof buildFiles>>, files: Files): Promise<Files> {
  return { ...files, ...Object.fromEntries(publishedFiles(await texts()).map(({ path, body }) => [path, body])) };
}

test('an imported report says where it was before, and both its times', async () => {
  const imported = { ...FIRST, facts: 'imported: {from: statuspage, id: 8tnqgcg1qkk1}\n' };
  const files = await publish({ 'site.yaml': siteYaml(['en']), [live('en')]: textOf(1, imported) }, '2026-11-27T09:00:00Z');
  const own = pagesOf((await buildSite(files)).files);
  for (const path of [HISTORY, edition('001')]) {
    expect(own.get(path)).toMatch(/Imported from .*statuspage.*, and published here <time datetime="2026-11-27T09:00:00Z">/);
    expect(own.get(path)).toMatch(/Last update <time datetime="2026-03-04T10:20:00Z">/);
  }
});

describe('the history of a translation', () => {
  const late = async (languages: readonly string[], skipped: number) => {
    let files: Files = { 'site.yaml': siteYaml(languages) };
    for (let version = 1; version <= skipped + 1; version += 1) {
      const words = version > skipped ? languages.slice(1) : [];
      files = await publish(
        {
          ...files,
          [live(languages[0] ?? 'en')]: originalText(version),
          ...Object.fromEntries(words.map((tag) => [live(tag), translationText(version, tag)])),
        },
        AT(`12:0${version}`),
      );
    }
    return pagesOf((await buildSite(files)).files);
  };

  test('names the versions that it skipped, with a link to them', async () => {
    const own = (await late(['en', 'fr'], 2)).get(`/fr/incidents/${REFERENCE}/history/`) ?? '';
    expect(own).toContain('Les versions 001 et 002 n’ont été publiées qu’en anglais.');
    expect(own).toContain(`<a href="${HISTORY}">Historique de l’original</a>`);
    // It is whole, though it begins late.
    expect(own).not.toContain('Les versions antérieures');
    const one = (await late(['en', 'fr'], 1)).get(`/fr/incidents/${REFERENCE}/history/`) ?? '';
    expect(one).toContain('La version 001 n’a été publiée qu’en anglais.');
    const many = (await late(['en', 'fr'], 4)).get(`/fr/incidents/${REFERENCE}/history/`) ?? '';
    expect(many).toContain('Les versions 001–004 n’ont été publiées qu’en anglais.');
  });

  test('does so in every language that is shipped', async () => {
    const many = await late(WORLD, 1);
    for (const tag of WORLD.slice(1)) {
      const own = many.get(`/${tag.toLowerCase()}/incidents/${REFERENCE}/history/`) ?? '';
      const said = /<p class="skipped">([^<]*)<a href="\/en\/[^"]*history\/">[^<]+<\/a>/.exec(own)?.[1] ?? '';
      expect(said, tag).toContain('001');
      expect(said, tag).toContain(new Intl.DisplayNames(tag, { type: 'language' }).of('en'));
    }
    expect(many.get(HISTORY)).not.toContain('class="skipped"');
  });
});
