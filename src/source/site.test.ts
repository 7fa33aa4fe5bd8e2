import { describe, expect, test } from 'vitest';
import type { SourceFile } from '../model/file.ts';
import type { Site } from './site-schema.ts';
import { siteKeysAt } from './site-schema.ts';
import { ancestorsOf } from './site-yaml/content-sources.ts';
import { parseSite } from './site.ts';

const BASE = 'name: Example\nurl: https://status.example.com/\n';
const file = (text: string): SourceFile => ({ path: 'site.yaml', bytes: new TextEncoder().encode(text) });

/** The settings that these lines add up to. */
function site(lines = '', base = BASE): Site {
  const { value, diagnostics } = parseSite(file(base + lines));
  expect(diagnostics.map(({ message }) => message)).toEqual([]);
  return value!;
}

/** What is said of these lines, as `code line:column message`, below a name and an address. */
function said(lines: string, base = BASE): string[] {
  const { diagnostics } = parseSite(file(base + lines));
  return diagnostics.map(({ code, place, message }) => `${code} ${place.line}:${place.column} ${message}`);
}

const hints = (lines: string) => parseSite(file(BASE + lines)).diagnostics.map(({ hint }) => hint?.text);

test('what it says is plain data, which a later run can take from a file', () => {
  const value = site(
    'languages: [en, fr]\naliases: {/old/: 2020-09-15-web}\ntheme: {footer: "*Ours*", footers: {fr: "*À nous*"}}\n' +
      'services:\n  - {id: web, name: Web, was: [www], retired: 2026-01-01}\ncsp: {img-src: [https://a.example]}\n',
  );
  expect(JSON.parse(JSON.stringify(value))).toEqual(value);
});

test('without more than a name and an address, everything has its default', () => {
  expect(site()).toMatchObject({
    languages: ['en'],
    defaultLanguage: 'en',
    basePath: '/',
    services: [],
    timeZone: undefined,
    theme: { accent: undefined, logo: undefined, links: [] },
    footers: [],
    limits: { fileBytes: 1_048_576, pictureBytes: 10_485_760, nesting: 100, parseTime: 2_000 },
    rulesOff: [],
    staleAfter: undefined,
    headers: { hsts: undefined, hstsSubdomains: false },
    csp: {},
    frameAncestors: {},
    compress: [],
    plugins: [],
    aliases: [],
    idAuthority: undefined,
  });
  expect(site().outputs).toContain('search');
});

test('what is stated is taken', () => {
  const all = site(
    [
      'languages: [fr, en]',
      'time_zone: Europe/Paris',
      'id_authority: status.example.com,2020',
      'stale_after: 90min',
      'outputs: [index, articles]',
      'limits: {file_bytes: 1000, picture_bytes: 2000, nesting: 10, parse_time: 500}',
      'rules: {blame: off, stale: on}',
      'headers: {hsts: 3600, hsts_subdomains: true}',
      'compress: [br]',
      'plugins: [plugins/own.mjs, "@example/plugins"]',
      'theme: {accent: "#0b6e4f", logo: pictures/logo.png, links: [{text: Home, url: /}], footer: F, footers: {en: E}}',
      'services: [{id: web, name: Web, was: [www], group: G, state: partial_outage, retired: 2024-01-02, description: D}]',
      'aliases: {/old/: 2020-09-15-web, /posts/1.html: 2020-09-16-mail, /x: 2020-09-17-dns}',
      '',
    ].join('\n'),
    'name: Exemple\nurl: http://example.com:8080/status\n',
  );
  expect(all).toMatchObject({
    url: 'http://example.com:8080/status/',
    basePath: '/status/',
    defaultLanguage: 'fr',
    timeZone: 'Europe/Paris',
    idAuthority: 'status.example.com,2020',
    staleAfter: 5_400,
    outputs: ['index', 'articles'],
    limits: { fileBytes: 1000, pictureBytes: 2000, nesting: 10, parseTime: 500 },
    rulesOff: ['blame'],
    headers: { hsts: 3600, hstsSubdomains: true },
    compress: ['br'],
    plugins: ['plugins/own.mjs', '@example/plugins'],
    theme: { accent: '#0b6e4f', logo: 'pictures/logo.png', links: [{ text: 'Home', url: '/' }] },
    services: [{ id: 'web', was: ['www'], group: 'G', state: 'partial_outage', retired: '2024-01-02' }],
  });
  expect(all.footers.map(({ language, text }) => [language, text])).toEqual([
    ['fr', 'F'],
    ['en', 'E'],
  ]);
  expect(all.aliases.map(({ path, reference, file: path2 }) => [path, reference, path2])).toEqual([
    ['/old/', '2020-09-15-web', 'site.yaml'],
    ['/posts/1.html', '2020-09-16-mail', 'site.yaml'],
    ['/x/', '2020-09-17-dns', 'site.yaml'],
  ]);
  // Each is where it is written.
  expect(new Set(all.aliases.map(({ range }) => range?.[1])).size).toBe(3);
});

test('durations are counted in seconds', () => {
  expect(['1min', '4h', '2d', '90 min'].map((span) => site(`stale_after: ${span}\n`).staleAfter)).toEqual([
    60, 14_400, 172_800, 5_400,
  ]);
});

test('footers without one of the default language are kept as they are', () => {
  const lines = 'languages: [en, fr]\ntheme:\n  footers:\n    en: E\n    fr: F\n';
  const footersOf = (more = '') => parseSite(file(BASE + lines + more)).value?.footers;
  expect(footersOf('  footer: D\n')?.map(({ text }) => text)).toEqual(['D', 'F']);
  expect(footersOf()).toMatchObject([
    { language: 'en', text: 'E', origin: { line: 6 } },
    { language: 'fr', text: 'F', origin: { line: 7 } },
  ]);
});

test('a service has its name in each language that has one of its own, fallback included', () => {
  const [service] = site(
    'languages: [en, fr-CA, de, zh-Hant]\nservices: [{id: web, name: Web, names: {fr: Toile, zh-Hant: 網}}]\n',
  ).services;
  expect(service?.names).toEqual({ fr: 'Toile', 'fr-CA': 'Toile', 'zh-Hant': '網' });
});

describe('what is refused', () => {
  test.each([
    ['url: ftp://example.com/', 'INC802'],
    ['url: status.example.com', 'INC802'],
    ['url: https://example.com/?a', 'INC802'],
    ['url: "https://example.com/#a"', 'INC802'],
    ['url: https://me@example.com/', 'INC802'],
    ['url: https://me:word@example.com/', 'INC802'],
  ])('%s is not the address of a site', (line, code) => {
    const { diagnostics } = parseSite(file(`name: Example\n${line}\n`));
    expect(diagnostics.map((each) => each.code)).toEqual([code]);
  });

  test.each([
    ['languages: [xx_]', 'INC803 3:13 `xx_` is not a language tag'],
    ['languages: [zh_CN]', 'INC803 3:13 `zh_CN` is not the standard tag of this language'],
    ['languages: []', 'INC112 3:12'],
    ['languages: [en, fr, en]', 'INC804 3:21 `en` is listed twice in `languages`'],
    ['time_zone: Paris', 'INC126 3:12 `Paris` is not a time zone'],
    ['stale_after: 90', 'INC112 3:14 `90` is not a duration'],
    ['stale_after: 0h', 'INC112 3:14 `0h` is not a duration'],
    ['stale_after: 12345h', 'INC112 3:14 `12345h` is not a duration'],
    ['stale_after: 1w', 'INC112 3:14 `1w` is not a duration'],
    ['stale_after: a 1h', 'INC112 3:14 `a 1h` is not a duration'],
    ['id_authority: Example.com,2020', 'INC815 3:15 `Example.com,2020` cannot be used to make ids'],
    ['id_authority: example.com', 'INC815 3:15 `example.com` cannot be used to make ids'],
    ['id_authority: example.com,2020-13', 'INC815 3:15 `example.com,2020-13` cannot be used to make ids'],
    ['id_authority: example.,2020', 'INC815 3:15 `example.,2020` cannot be used to make ids'],
    ['limits: {nesting: 0}', 'INC112 3:19 `nesting` must be a whole number from 1 to 300'],
    ['limits: {nesting: 301}', 'INC112 3:19 `nesting` must be a whole number from 1 to 300'],
    ['limits: {nesting: 1.5}', 'INC112 3:19 `nesting` must be a whole number from 1 to 300'],
    ['headers: {hsts: 315360001}', 'INC112 3:17 `hsts` must be a whole number from 1 to 315360000'],
    ['theme: {accent: "url(x)"}', 'INC805 3:17 `url(x)` is not a plain colour'],
    ['theme: {accent: "#12345"}', 'INC805 3:17 `#12345` is not a plain colour'],
    ['theme: {logo: ../logo.png}', 'INC806 3:15 `../logo.png` is not a path inside the site'],
    ['theme: {logo: /logo.png}', 'INC806 3:15 `/logo.png` is not a path inside the site'],
    ['theme: {logo: a/../logo.png}', 'INC806 3:15 `a/../logo.png` is not a path inside the site'],
    ['theme: {logo: logo.svg}', 'INC806 3:15 `logo.svg` is not a path inside the site'],
    ['theme: {logo: "c:logo.png"}', 'INC806 3:15 `c:logo.png` is not a path inside the site'],
    ['plugins: [plugins/../own.mjs]', 'INC840 3:11 `plugins/../own.mjs` is neither'],
    ['plugins: [plugins/./own.mjs]', 'INC840 3:11 `plugins/./own.mjs` is neither'],
    ['plugins: [plugins/a/../own.mjs]', 'INC840 3:11 `plugins/a/../own.mjs` is neither'],
    ['plugins: [plugins/own.ts]', 'INC840 3:11 `plugins/own.ts` is neither'],
    ['plugins: ["a..b"]', 'INC840 3:11 `a..b` is neither'],
    ['plugins: [other/own.mjs]', 'INC840 3:11 `other/own.mjs` is neither'],
    ['services: [{id: a_b, name: A}]', 'INC808 3:17 `a_b` cannot be an id: it has an underscore'],
    ['services: [{id: web, name: A}, {id: web, name: B}]', 'INC804 3:37 `web` is listed twice in `services`'],
    [
      'services: [{id: web, name: A}, {id: b, name: B, was: [web]}]',
      'INC804 3:55 `web` is listed twice in `services`',
    ],
    ['services: [{id: web, name: A, retired: 2024-1-2}]', 'INC124 3:40 `2024-1-2` is not a date'],
    ['services: [{id: web, name: A, retired: 2024-02-30}]', 'INC124 3:40 `2024-02-30` is not a date'],
    [
      'aliases: {/a b/: 2020-09-15-web}',
      'INC809 3:11 `/a b/` cannot be the old address of a report: it has a space',
    ],
    ['aliases: {/a/: web}', 'INC809 3:16 `web` is not the reference of a report'],
  ])('%s', (line, expected) => {
    const all = said(`${line}\n`);
    expect(all).toHaveLength(1);
    expect(all[0]!.startsWith(expected)).toBe(true);
  });

  test.each([
    ['http://example.com', true],
    ['https://example.com/x', true],
    ['mailto:noc@example.com', true],
    ['/en/about/', true],
    ['//example.com', false],
    ['/\\example.com', false],
    ['javascript:x()', false],
    ['mailto:nobody', false],
    ['https:///x', false],
    ['about', false],
  ])('%s as the address of a link: %s', (url, isAllowed) => {
    const all = said(`theme: {links: [{text: A, url: '${url}'}]}\n`);
    expect(all.map((each) => each.slice(0, 6))).toEqual(isAllowed ? [] : ['INC116']);
  });

  test.each([
    ['Red', true],
    ['#abc', true],
    ['#ABCDEF', true],
    ['re', false],
  ])('%s as a colour: %s', (accent, isAllowed) => {
    expect(said(`theme: {accent: '${accent}'}\n`)).toHaveLength(isAllowed ? 0 : 1);
  });

  test('hints have the right form, where there is one', () => {
    expect(hints('languages: [zh_CN]\n')).toEqual(['Write `zh-CN`.']);
    expect(hints('languages: [xx_]\n')).toEqual(['Use a BCP 47 tag such as `en` or `pt-BR`.']);
    expect(hints('services: [{id: Web Mail, name: A}]\n')).toEqual(['Write `web-mail`.']);
    expect(hints('services: [{id: "!", name: A}]\n')).toEqual([
      'Use lower-case letters, digits and hyphens: `web-frontend`.',
    ]);
    expect(hints('aliases: {a/b: 2020-09-15-web}\n')).toEqual(['Write `/a/b/`.']);
    expect(hints('aliases: {"%": 2020-09-15-web}\n')).toEqual([
      'Write the path below the address of the site: `/posts/2019-05-web/`.',
    ]);
  });
});

describe('sources of the policy', () => {
  const ANY = 'that come from any server, an attacker’s too';
  test.each([
    ['script-src', 'https://cdn.example.com', undefined],
    ['script-src', 'https://*.example.com:8443/a/b.js', undefined],
    ['script-src', "'unsafe-inline'", 'would let scripts run that somebody has injected into a page'],
    ['style-src', "'Unsafe-Inline'", 'would let styles apply that somebody has injected into a page'],
    ['script-src', "'unsafe-eval'", 'would let any text run as a script'],
    ['script-src', "'unsafe-hashes'", 'would let scripts run that the site does not serve'],
    ['script-src', "'strict-dynamic'", 'would let scripts run that the site does not serve'],
    ['script-src', 'data:', 'would let scripts run that are part of an address, and in no file'],
    ['style-src', 'blob:', 'would let styles apply that are part of an address, and in no file'],
    ['script-src', '*', `would let scripts run ${ANY}`],
    ['style-src', 'https:', `would let styles apply ${ANY}`],
    ['img-src', 'data:', undefined],
    ['font-src', 'data:', undefined],
    ['media-src', 'data:', undefined],
    ['connect-src', 'wss://live.example.com', undefined],
    ['img-src', 'wss://live.example.com', 'is not a source for `img-src`'],
    ['frame-src', 'data:', 'is not a source for `frame-src`'],
    ['img-src', 'blob:', 'is not a source for `img-src`'],
    ['img-src', 'https://a.example; script-src *', '`;` and `,` would begin another rule of the policy'],
    ['img-src', 'http://a.example', 'a page that came by HTTPS loads nothing by plain HTTP'],
    ['img-src', "'none'", 'it is not the address of a host'],
    ['img-src', 'https://-example.com', 'is not a source for `img-src`'],
    ['img-src', 'cdn.example.com', 'is not a source for `img-src`'],
  ])('%s may have %s unless it %s', (kind, source, wrong) => {
    const all = said(`csp:\n  ${kind}: ["${source}"]\n`);
    if (wrong === undefined) {
      expect(all).toEqual([]);
      expect(site(`csp:\n  ${kind}: ["${source}"]\n`).csp).toEqual({ [kind]: [source] });
    } else {
      expect(all).toHaveLength(1);
      expect(all[0]).toContain(wrong);
    }
  });

  test('what allows everything is a warning at its place', () => {
    const lines =
      'csp:\n  img-src: [https://a.example, "*"]\n  connect-src: ["wss:"]\n  frame-ancestors: ["*"]\n';
    expect(said(lines)).toEqual([
      'INC832 4:32 `*` in `img-src`: any server learns who reads the site',
      'INC832 5:17 `wss:` in `connect-src`: a script that should not be there could send what it reads to any server',
      'INC832 6:21 `*` in `frame-ancestors`: any site may show these pages as if they were its own',
    ]);
    expect(said('csp:\n  frame-ancestors:\n    embed: ["*"]\n    en: [https://a.example, "*"]\n')).toEqual([
      'INC832 6:29 `*` in `frame-ancestors`: any site may show these pages as if they were its own',
    ]);
  });

  test('who may frame pages is said for all, or for the first parts of their paths', () => {
    const { frameAncestors } = site('csp:\n  frame-ancestors:\n    embed: ["*"]\n    en: ["\'self\'"]\n');
    expect(frameAncestors).toEqual({ embed: ['*'], en: ["'self'"] });
    expect(ancestorsOf({ frameAncestors }, 'embed')).toEqual(['*']);
    expect(ancestorsOf({ frameAncestors }, 'fr')).toEqual([]);
    const all = site('csp: {frame-ancestors: [https://portal.example.com]}\n');
    expect(ancestorsOf(all, 'fr')).toEqual(['https://portal.example.com']);
    expect(said('csp:\n  frame-ancestors: [portal.example.com]\n')[0]).toContain(
      '`portal.example.com` is not a source for `frame-ancestors`',
    );
    expect(said('csp:\n  frame-ancestors: {"en/": ["*"]}\n')[0]).toContain(
      '`en/` is not the first part of a path',
    );
  });
});

describe('translations of settings', () => {
  const LANGUAGES = 'languages: [en, fr-CA, de]\n';

  test.each([
    [
      'names: {en: A}',
      '4:9 `en` is the default language, and its readers get `name`',
      'Write it as `name`, and delete this line.',
    ],
    [
      'names: {sv: A}',
      '4:9 No reader gets this: the site is not in `sv`',
      'Add `sv` to `languages`, or delete this line.',
    ],
    [
      'services: [{id: a, name: A, names: {sv: B}}]',
      '4:37 No reader gets this: the site is not in `sv`',
      'Add `sv` to `languages`, or delete this line.',
    ],
    [
      'theme: {links: [{text: A, url: /, urls: {en: /x}}]}',
      '4:42 `en` is the default language, and its readers get `url`',
      'Write it as `url`, and delete this line.',
    ],
  ])('%s', (line, message, hint) => {
    expect(said(`${LANGUAGES}${line}\n`)).toEqual([`INC834 ${message}`]);
    expect(hints(`${LANGUAGES}${line}\n`)).toEqual([hint]);
  });

  test('a language that a reader falls back to is enough', () => {
    expect(said(`${LANGUAGES}names: {fr: A, de: B}\n`)).toEqual([]);
  });

  test.each([
    [
      'description: D\ndescriptions: {fr: A}',
      'INC835 5:1 There is nothing for readers of `de`: they get the text in `en`',
    ],
    ['theme: {footers: {fr: A}}', 'INC835 4:9 There is nothing for readers of `de`: they get none'],
    ['description: D\ndescriptions: {fr: A, de: B}', undefined],
    ['description: D', undefined],
    ['names: {fr: A}', undefined],
  ])('prose is translated for all or for nobody: %s', (lines, expected) => {
    expect(said(`${LANGUAGES}${lines}\n`)).toEqual(expected === undefined ? [] : [expected]);
  });
});

test.each([
  [[], 'name'],
  [['services', 0], 'retired'],
  [['theme'], 'accent'],
  [['theme', 'links', 0], 'urls'],
  [['rules'], 'blame'],
  [['limits'], 'nesting'],
  [['headers'], 'hsts'],
  [['csp'], 'img-src'],
])('the keys that may stand at %j are known', (place, key) => {
  expect(siteKeysAt(place)).toContain(key);
});

test('where a site chooses the keys, none is known', () => {
  expect(siteKeysAt(['names'])).toEqual([]);
  expect(siteKeysAt(['csp', 'frame-ancestors'])).toEqual([]);
  expect(siteKeysAt(['theme', 'footers'])).not.toContain('urls');
});

test.each<[what: string, file: SourceFile | undefined, message: string]>([
  ['no file', undefined, 'There is no site.yaml'],
  ['a link', { ...file(BASE), refused: { kind: 'link' } }, 'site.yaml cannot be read'],
  ['an empty file', file(''), ''],
  ['a conflict', file(`${BASE}<<<<<<< a\nx: 1\n=======\n>>>>>>> b\n`), ''],
  ['no mapping', file('- a\n'), ''],
  [
    'a control character as an escape',
    file(`${BASE}description: "a\\x1f"\n`),
    'There is a control character in this text (U+001F), written as an escape',
  ],
])('%s is no settings', (_, each, message) => {
  const { value, diagnostics } = parseSite(each);
  expect(value).toBeUndefined();
  expect(diagnostics).toHaveLength(1);
  expect(diagnostics[0]?.message.startsWith(message)).toBe(true);
});

test('mistakes of syntax and of settings are reported together', () => {
  const found = said('theme: {accent: "url(x)"}\nservices:\n  - id: web\n   name: A\n');
  expect(found.length).toBeGreaterThan(1);
  expect(found.some((each) => each.startsWith('INC805'))).toBe(true);
});
