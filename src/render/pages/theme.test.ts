import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readMessageFile } from '../../languages/message-file.ts';
import { loadMessages } from '../../languages/messages.ts';
import type { SourceFile } from '../../model/file.ts';
import type { Language } from '../../model/language.ts';
import type { ArticlePage, Page, PageUrl } from '../../model/page.ts';
import type { OwnPageTexts } from '../../model/own-page.ts';
import type { Report } from '../../model/report.ts';
import type { Site } from '../../source/site-schema.ts';
import { localise } from '../../site/localise.ts';
import type { PresentRow } from '../../model/row.ts';
import { presentAt } from '../../site/figures/present.ts';
import { menuOf } from '../../site/pages/menu.ts';
import { teaserIn } from '../../site/pages/teaser.ts';
import { articlePage } from '../../site/pages/article.ts';
import { reportPage } from '../../site/pages/report.ts';
import { NO_LINES } from '../../site/ledger-lines.ts';
import { newestReportFirst } from '../../model/newest-first.ts';
import { overviewOf } from '../../site/pages/overview.ts';
import { plan } from '../../site/plan.ts';
import {
  entry,
  impacts,
  original,
  presentRow,
  report,
  service,
  site,
  translation,
  SHEETS,
} from '../../site/testing.ts';
import { contentsOf } from './contents.ts';
import { renderArticle } from './article.ts';
import type { RenderContext } from './context.ts';
import { renderPage } from './page.ts';
import { createTemplates } from './template.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const LANGUAGES = ['en', 'fr', 'ar'] as Language[];

const theme: SourceFile[] = readdirSync(`${ROOT}templates`, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.(eta|yaml|css)$/.test(path))
  .toSorted()
  .map((path) => ({ path: `templates/${path}`, bytes: readFileSync(`${ROOT}templates/${path}`) }));

/** Breaks out of text, of both kinds of attribute, and of nothing else if escaping is right. */
const HOSTILE = `"'><script>alert(1)</script><img src=x onerror=alert(2)>&lt;\u202E`;

const prose = (html: string) => ({ html, text: 'x', headings: [], links: [], pictures: [] });

function siteWith(more: Partial<Site> = {}): Site {
  return site({
    url: 'https://status.example.com/s/',
    basePath: '/s/',
    languages: LANGUAGES,
    theme: {
      ...site().theme,
      links: [{ text: 'Contact', texts: {}, url: 'mailto:noc@example.com', urls: {} }],
    },
    ...more,
  });
}

const finished = report(
  original(
    [
      entry('11:00', { state: 'investigating' }),
      entry('11:45', { state: 'resolved', text: prose('<p>Text.</p>') }),
    ],
    { severity: 'major', services: [{ id: 'web', state: 'partial_outage' }], dataLoss: 'none' },
    { summary: 'S', version: { number: 2, revision: 1 }, body: prose('<p><a href="/en/">home</a></p>') },
  ),
  [
    translation('fr', {
      version: { number: 1, revision: 1 },
      entries: [{ at: entry('11:00').at, title: 'Onze heures', text: undefined }],
    }),
  ],
);

/** A page of the site's own, in English only. */
const OWN: readonly OwnPageTexts[] = [
  {
    name: 'about',
    original: 'en' as Language,
    texts: [
      {
        name: 'about',
        language: 'en' as Language,
        file: 'pages/about/en.md',
        title: 'About us & <you>',
        description: 'Who runs "this"',
        order: undefined,
        body: prose('<p><a href="/en/">home</a></p>'),
      },
    ],
  },
];

function renderAll(site: Site, reports: readonly Report[]): ReadonlyMap<string, string> {
  const messages = loadMessages(theme, site.languages);
  const templates = createTemplates(theme, [], { strict: true });
  expect([...messages.diagnostics, ...templates.diagnostics]).toEqual([]);
  const context: RenderContext = { templates: templates.value, messages: messages.value, site };
  const assets = {
    style: '/assets/style.css' as PageUrl,
    sheets: SHEETS,
    script: '/assets/enhance.js' as PageUrl,
    scriptIntegrity: 'sha256-x',
    logo: undefined,
    icon: undefined,
    search: undefined,
  };
  const world = {
    site: { ...site, menu: menuOf(OWN) },
    assets,
    titles: messages.value.t,
    formats: messages.value.formats,
  };
  const rows = reports.map((each) => presentRow(each, site));
  const alone = { related: [], newer: undefined, older: undefined };
  const articles = site.languages.flatMap((language) =>
    rows.map(({ standing }, place) => {
      const local = localise(reports[place] as Report, language);
      return withArticle(articlePage(world, local, { ...alone, standing }, NO_LINES), context);
    }),
  );
  const planned = plan(world, overviewOf(rows.toSorted(newestReportFirst)), presentAt(rows, undefined), OWN);
  const pages: readonly Page[] = [
    ...planned.root(),
    ...site.aliases.map(planned.redirect),
    ...site.languages.flatMap(planned.listsIn),
    ...reports.map((each, place) =>
      reportPage(world, each, teaserIn(rows[place] as PresentRow, site.defaultLanguage)),
    ),
    ...articles,
  ];
  return new Map(
    pages.map((page): [string, string] => {
      const { value, diagnostics } = renderPage(page, context);
      expect(diagnostics).toEqual([]);
      return [page.url, String(value.body)];
    }),
  );
}

function withArticle(
  planned: Omit<ArticlePage, 'html' | 'hash' | 'contents'>,
  context: RenderContext,
): ArticlePage {
  const { value, diagnostics } = renderArticle(planned.article, context);
  expect(diagnostics).toEqual([]);
  expect(value).not.toContain('/s/');
  return { ...planned, html: value, contents: contentsOf(value), hash: undefined };
}

test('every kind of page renders in every shipped language, for every kind of site', () => {
  const maintenance = report(
    original([entry('09:00', { state: 'scheduled' })], {
      kind: 'maintenance',
      services: impacts('web'),
      planned: { start: entry('10:00').at, end: entry('11:00').at },
    }),
  );
  const withdrawn = report(
    original(
      [entry('09:00'), entry('09:30', { state: 'withdrawn' })],
      {},
      { withdrawn: 'Two reports of one incident' },
    ),
  );
  const open = report(
    original([entry('09:00', { state: 'identified', precision: 'about' })], { severity: 'critical' }),
  );
  const notice = report(original([entry('09:00')], { kind: 'notice' }));
  for (const reports of [[], [finished], [open], [maintenance], [withdrawn], [notice], [open, notice]]) {
    for (const html of renderAll(siteWith(), reports).values()) expect(html).toMatch(/^<!doctype html>/);
  }
});

test('hostile text in every field stays text', () => {
  const at = entry('11:00').at;
  const hostile = report(
    original(
      [
        entry('11:00', { title: HOSTILE, state: 'investigating', services: impacts(HOSTILE) }),
        entry('11:30', { title: HOSTILE, phase: 'mitigated' }),
      ],
      { services: impacts(HOSTILE, 'web'), tags: [HOSTILE] },
      {
        title: 'About us & <you>',
        summary: HOSTILE,
        changes: HOSTILE,
        version: { number: 2, revision: 1 },
        actions: [
          {
            text: HOSTILE,
            prose: undefined,
            owner: HOSTILE,
            due: undefined,
            done: undefined,
            url: `https://example.com/?${HOSTILE}`,
          },
        ],
      },
    ),
    [
      translation('fr', {
        title: 'About us & <you>',
        summary: HOSTILE,
        changes: HOSTILE,
        entries: [{ at, title: HOSTILE, text: undefined }],
      }),
    ],
  );
  const withdrawn = report(
    original([entry('09:00', { state: 'withdrawn' })], {}, { withdrawn: HOSTILE, title: HOSTILE }),
  );
  const made = siteWith({
    name: HOSTILE,
    names: { ar: HOSTILE },
    description: HOSTILE,
    services: [
      service('web', HOSTILE, {
        names: { ar: HOSTILE },
        description: HOSTILE,
        descriptions: { ar: HOSTILE },
      }),
    ],
    theme: {
      ...site().theme,
      links: [{ text: HOSTILE, texts: { ar: HOSTILE }, url: `/x?${HOSTILE}`, urls: {} }],
    },
    timeZone: 'Asia/Kathmandu',
  });
  for (const [url, html] of renderAll(made, [hostile, withdrawn])) {
    expect(html, url).toContain('&lt;script&gt;alert(1)');
    const tags = html
      .replace('<script type="module" src="/s/assets/enhance.js" integrity="sha256-x"></script>', '')
      .replace(JSON_LD, '')
      .replace(/"[^"]*"/g, '""');
    expect(tags, url).not.toMatch(/<script|<img|<[^>]*\sonerror=/i);
  }
});

/** Data in the form of a script, which no policy counts as one; a `<` cannot be part of it. */
const JSON_LD = /<script type="application\/ld\+json">[^<]*<\/script>/;

test('nothing inline: a strict Content-Security-Policy holds', () => {
  for (const html of renderAll(siteWith(), [finished]).values()) {
    expect(html).not.toMatch(/<style|\sstyle=|\son[a-z]+=|javascript:/i);
    expect(html.replace(JSON_LD, '').match(/<script\b[^>]*>/g)).toEqual([
      '<script type="module" src="/s/assets/enhance.js" integrity="sha256-x">',
    ]);
    expect(html.slice(0, html.indexOf('<link'))).toContain(
      '<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; script-src &#39;self&#39;;',
    );
  }
});

test('an article shows what the model page shows', () => {
  const html = renderAll(siteWith(), [finished]).get('/en/incidents/2020-09-15-web-frontend/') ?? '';
  for (const part of [
    'Resolved',
    'Last update',
    'Version 002',
    'English',
    // The number stays with its unit.
    '45\u00A0min',
    'Partial outage',
    'Data loss',
  ]) {
    expect(html).toContain(part);
  }
  expect(html).toContain('<time datetime="2020-09-15T11:45:00Z">11:45 UTC</time>');
  expect(html).toContain('<a href="/s/en/">home</a>');
  expect(html.indexOf('At 11:45')).toBeLessThan(html.indexOf('At 11:00'));
  expect(html.match(/ id="[^"]+"/g)).toEqual([...new Set(html.match(/ id="[^"]+"/g))]);
});

test('a stale translation says so, tells the state, and links the entries it lacks', () => {
  const html = renderAll(siteWith(), [finished]).get('/fr/incidents/2020-09-15-web-frontend/') ?? '';
  const notice = /<aside class="notice notice-stale">[\s\S]*?<\/aside>/.exec(html)?.[0] ?? '';
  expect(notice).toContain('001');
  expect(notice).toContain('002');
  expect(notice).toContain('Résolu');
  expect(notice).toContain('href="/s/en/incidents/2020-09-15-web-frontend/#t-20200915T114500Z"');
  expect(notice).toContain('<bdi lang="en" dir="ltr">At 11:45</bdi>');
  expect(notice).not.toContain(' id=');
});

test('a page in another language than its text marks both', () => {
  const html = renderAll(siteWith(), [finished]).get('/ar/incidents/2020-09-15-web-frontend/') ?? '';
  expect(html).toContain('<html lang="ar" dir="rtl">');
  expect(html).toMatch(/<article class="report state-resolved" lang="en" dir="ltr">/);
  expect(html).toContain('notice-untranslated');
});

test('a second zone stands beside UTC, unless it is on UTC just then', () => {
  const of = (timeZone: string) => [...renderAll(siteWith({ timeZone }), [finished]).values()].join('');
  expect(of('Asia/Kathmandu')).toContain('11:45 UTC</time> <span class="zone">(17:30 UTC+5:45)</span>');
  expect(of('Africa/Abidjan')).not.toContain('class="zone"');
});

test('one sentence tells how things are', () => {
  const heading = (site: Site, reports: readonly Report[]) =>
    /<h1>([^<]*)<\/h1>/.exec(renderAll(site, reports).get('/en/') ?? '')?.[1];
  const open = report(original([entry('09:00', { state: 'investigating' })]));
  expect(heading(siteWith(), [finished])).toBe('All services are operational');
  expect(heading(siteWith({ services: [] }), [])).toBe('No open incidents');
  expect(heading(siteWith(), [open])).toBe('1 open incident');
  const web = service('web', 'Web');
  expect(heading(siteWith({ services: [{ ...web, state: 'degraded_performance' }] }), [])).toMatch(
    /^Some services/,
  );
  expect(heading(siteWith({ services: [{ ...web, state: 'under_maintenance' }] }), [])).toMatch(
    /^Maintenance/,
  );
});

test('every shipped text is used, and every shipped language has the same ones', () => {
  const { value, diagnostics } = loadMessages(theme, shippedLanguages());
  expect(diagnostics).toEqual([]);
  const sources = theme
    .filter(({ path }) => path.endsWith('.eta'))
    .map(({ bytes }) => new TextDecoder().decode(bytes));
  // Families whose last part is a value of the model, or that code below the templates asks for.
  const families =
    /^(state|kind|severity|service|phase|mark|precision|data-loss|plan|span|prose|updates)\.|^nav\.|^statistics\.(detect|acknowledge|mitigate|resolve)$|^index\.(open|degraded|maintenance|calm|quiet)$|^article\.advice$|^(redirect|history)\.title$|^history\.moved$|^facts\.after-|^signs\.(open|close)$/;
  const unused = value.keys
    .filter((key) => !families.test(key))
    .filter((key) => !sources.some((source) => source.includes(`'${key}'`) || mentionsFamily(source, key)));
  expect(unused).toEqual([]);
});

test('thirteen languages are shipped, each with every key, plural category and value of English', () => {
  const languages = shippedLanguages();
  expect(languages).toEqual(
    'ar de en es fr hi ja ko pl pt-BR ru zh-Hans zh-Hant'.split(' ').map((tag) => tag as Language),
  );
  const keysOf = (tag: string) => {
    const file = theme.find(({ path }) => path === `templates/messages/${tag}.yaml`);
    return readMessageFile(file ?? { path: tag, bytes: new Uint8Array() }).value.map(({ key }) => key);
  };
  for (const language of languages) {
    const { diagnostics } = loadMessages(theme, [language]);
    expect(diagnostics, language).toEqual([]);
    expect(keysOf(language), language).toEqual(keysOf('en'));
  }
});

test('no shipped text is left in English', () => {
  const { value } = loadMessages(theme, shippedLanguages());
  const args = { count: 5, when: '…', version: '002', newest: '003', language: '…', state: '…' };
  for (const language of shippedLanguages().filter((tag) => tag !== 'en')) {
    for (const key of ['index.open', 'index.calm', 'article.live', 'notice.stale', 'history.promise']) {
      const [there, english] = [language, 'en' as Language].map((tag) => value.t(tag, key, args));
      expect(there, `${language} ${key}`).not.toBe(english);
    }
  }
});

/** By the names of the files, so that a new file is tested without being listed. */
function shippedLanguages(): Language[] {
  return theme.flatMap(({ path }) => {
    const tag = /^templates\/messages\/(.+)\.yaml$/.exec(path)?.[1];
    return tag === undefined ? [] : [tag as Language];
  });
}

/**
 * `history.fact-${key}`, or `index.${condition}` with the word of the key as a text of its own in the same
 * template.
 */
function mentionsFamily(source: string, key: string): boolean {
  const prefixes = [...source.matchAll(/`([\w.]+-)\$\{/g)].map(([, prefix = '']) => prefix);
  if (prefixes.some((prefix) => key.startsWith(prefix))) return true;
  const [family, word] = key.split('.');
  return source.includes(`\`${family}.\${`) && source.includes(`'${word}'`);
}

test('French has a no-break space before its double punctuation, as French is set', () => {
  const french = theme.find(({ path }) => path === 'templates/messages/fr.yaml');
  const texts = new TextDecoder()
    .decode(french?.bytes)
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .map((line) => line.replace(/^ *[\w-]+: /, ''));
  expect(
    texts.filter((text) => / [;?!»]| :(?=[ "}]|$)|« /.test(text.replaceAll(/\{\$\w+ :\w+\}/g, ''))),
  ).toEqual([]);
  expect(texts.filter((text) => /\u00A0:/.test(text)).length).toBeGreaterThan(10);
});

test('signs between texts are those of the language', () => {
  const { value } = loadMessages(theme, shippedLanguages());
  const signs = (tag: string) =>
    ['colon', 'comma', 'open', 'arrow'].map((sign) => value.t(tag as Language, `signs.${sign}`));
  expect(signs('en')).toEqual([': ', ', ', ' (', ' → ']);
  expect(signs('fr')).toEqual(['\u00A0: ', ', ', ' (', ' → ']);
  expect(signs('ja')).toEqual(['：', '、', '（', ' → ']);
  expect(signs('ar')).toEqual([': ', '، ', ' (', ' ← ']);
});

test('no template writes a sign between texts by itself', () => {
  const written = theme
    .filter(({ path, bytes }) => {
      const isBare = /%>(?:: |, | · | → )|\.join\(['"`]|\}(?:: |, | · | → )\$\{/;
      return path.endsWith('.eta') && isBare.test(new TextDecoder().decode(bytes));
    })
    .map(({ path }) => path);
  expect(written).toEqual([]);
});

test('every page says in its head what it is about', () => {
  const none = [...renderAll(siteWith(), [finished])].filter(
    ([, html]) => !/<meta name="description" content="[^"]+">/.test(html),
  );
  expect(none.map(([path]) => path)).toEqual([]);
});
