import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readSite } from '../../src/host/files/site-files.ts';
import { ROOT } from '../run.ts';
import { alternateFaults, deadLinks } from './hreflang.ts';
import { buildFiles, buildSite, factsOf, instant, live, originalText, pagesOf, publish, REFERENCE, siteYaml, translationText } from './pure-site.ts';
import type { Facts, Files } from './pure-site.ts';

const URL = 'https://status.example.com/';

interface Built {
  readonly html: (path: string) => string;
  readonly facts: (path: string) => Facts;
  readonly pages: ReadonlyMap<string, string>;
  readonly paths: readonly string[];
  readonly codes: readonly string[];
}

/** Builds a site and holds it to what is true of all sites. */
async function built(files: Files, keepGoing = false): Promise<Built> {
  const result = await buildSite(files, keepGoing);
  const errors = result.diagnostics.filter(({ severity }) => severity === 'error');
  if (!keepGoing) expect(errors).toEqual([]);
  expect(result.files.length).toBeGreaterThan(0);
  const pages = pagesOf(result.files);
  const paths = result.files.map(({ path }) => path as string);
  expect(alternateFaults(pages, URL)).toEqual([]);
  expect(deadLinks(pages, paths)).toEqual([]);
  const html = (path: string) => pages.get(path) ?? '';
  return { html, facts: (path) => factsOf(html(path)), pages, paths, codes: result.diagnostics.map(({ code }) => code) };
}

const article = (language: string) => `/${language}/incidents/${REFERENCE}/`;
const absolute = (language: string) => `${URL}${language}/incidents/${REFERENCE}/`;

/** Publishes the original version by version, and each translation with the version it tells. */
async function history(languages: readonly string[], versions: number, translations: Readonly<Record<string, number>>): Promise<Files> {
  let files: Files = { 'site.yaml': siteYaml(languages) };
  for (let version = 1; version <= versions; version += 1) {
    const told = Object.entries(translations).filter(([, number]) => number === version);
    files = await publish({
      ...files,
      [live('en')]: originalText(version),
      ...Object.fromEntries(told.map(([language]) => [live(language), translationText(version, language)])),
    });
  }
  return files;
}

test('one language: no alternates anywhere', async () => {
  const { pages, facts } = await built({ 'site.yaml': siteYaml(['en']), [live('en')]: originalText(1) });
  for (const path of pages.keys()) expect([...facts(path).alternates.keys()], path).toEqual([]);
  expect(facts(article('en'))).toMatchObject({ canonical: absolute('en'), isHidden: false });
});

test('two languages: both list both, and the original is x-default', async () => {
  const site = await built({ 'site.yaml': siteYaml(['en', 'fr']), [live('en')]: originalText(1), [live('fr')]: translationText(1, 'fr') });
  for (const language of ['en', 'fr']) {
    expect(Object.fromEntries(site.facts(article(language)).alternates)).toEqual({ en: absolute('en'), fr: absolute('fr'), 'x-default': absolute('en') });
  }
  expect(site.html(article('fr'))).not.toContain('class="notice');
});

test('a missing translation is a page with a notice, hidden, its canonical the original', async () => {
  const site = await built({ 'site.yaml': siteYaml(['en', 'fr', 'ar']), [live('en')]: originalText(1), [live('fr')]: translationText(1, 'fr') });
  expect(site.facts(article('ar'))).toMatchObject({ language: 'ar', direction: 'rtl', isHidden: true, canonical: absolute('en'), article: { language: 'en', direction: 'ltr' } });
  expect(site.html(article('ar'))).toContain('notice-untranslated');
  for (const language of ['en', 'fr', 'ar']) expect(site.html(`/${language}/`)).toContain(`href="${article(language)}"`);
});

test('the default language is the one that is missing', async () => {
  const site = await built({ 'site.yaml': siteYaml(['en', 'fr']), [live('fr')]: originalText(1) });
  expect(site.facts(article('fr'))).toMatchObject({ isHidden: false, canonical: absolute('fr') });
  expect(site.facts(article('en'))).toMatchObject({ isHidden: true, canonical: absolute('fr'), article: { language: 'fr' } });
  expect(site.html('/en/')).toContain('<bdi lang="fr" dir="ltr">Original title</bdi>');
});

test('the original is the one that says so', async () => {
  const site = await built({
    'site.yaml': siteYaml(['en', 'fr', 'de']),
    [live('fr')]: originalText(1, 'original: true\n'),
    [live('de')]: translationText(1, 'de'),
  });
  expect(site.facts(article('de')).alternates.get('x-default')).toBe(absolute('fr'));
  expect(site.facts(article('en')).canonical).toBe(absolute('fr'));
});

describe.each([
  [1, 2],
  [3, 4],
])('a translation behind by %i', (behind, versions) => {
  test('keeps its words below a banner with the current state and every entry it lacks', async () => {
    const site = await built(await history(['en', 'fr'], versions, { fr: versions - behind }));
    const html = site.html(article('fr'));
    const notice = /<aside class="notice notice-stale">[\s\S]*?<\/aside>/.exec(html)?.[0] ?? '';
    expect(notice).toContain('001');
    expect(notice).toContain(`00${versions}`);
    expect(notice).toContain(versions === 2 ? 'Cause identifiée' : 'Résolu');
    // While the report is open, the newest of them stands below the title.
    const above = html.slice(html.indexOf('<main'), html.indexOf('<article'));
    for (let index = 0; index < versions; index += 1) {
      const lacking = `href="${article('en')}#t-${instant(index).replaceAll(/[-:]/g, '')}"`;
      expect(above.includes(lacking), lacking).toBe(index >= versions - behind);
    }
    const told = html.slice(html.indexOf('<article'));
    expect(told).toContain('fr body of version 1.');
    expect(told).toContain('fr entry 1');
    expect(told).not.toContain('Entry 2');
    // The index speaks of now, not of the version the words are from.
    expect(site.html('/fr/')).toMatch(versions === 2 ? /1 incident en cours/ : /opérationnels/);
    expect(site.facts(article('fr'))).toMatchObject({ isHidden: false, canonical: absolute('fr') });
  });
});

test('a translation behind whose version is not held shows every entry', async () => {
  const site = await built({ 'site.yaml': siteYaml(['en', 'fr']), [live('en')]: originalText(3), [live('fr')]: translationText(1, 'fr') });
  const html = site.html(article('fr'));
  expect(html).toContain('notice-stale');
  expect(html.slice(html.indexOf('<article'))).toContain('<bdi lang="en" dir="ltr">Entry 3</bdi>');
});

test('what a translation lacks is shown in the original language, each part marked', async () => {
  const partial = translationText(2, 'ar', 1).replace('ar body of version 2.\n', '');
  const site = await built({ 'site.yaml': siteYaml(['en', 'ar']), [live('en')]: originalText(2), [live('ar')]: partial });
  const html = site.html(article('ar'));
  expect(site.codes).toContain('INC403');
  expect(html).toContain('<article class="report state-identified" lang="ar" dir="rtl">');
  expect(html).toContain('<bdi lang="en" dir="ltr">Entry 2</bdi>');
  expect(html).toMatch(/<div class="prose" lang="en" dir="ltr"><p>Text 1<\/p>/);
  expect(html).toMatch(/<div class="prose body" lang="en" dir="ltr"><p>Original body of version 2\./);
  expect(html).toContain('<bdi lang="en" dir="ltr">Original summary</bdi>');
  expect(site.facts(article('ar')).isHidden).toBe(false);
});

test('a translation that is only begun is none', async () => {
  const begun = '---\nversion: 002\ntitle: ""\ntimeline:\n  - at: 2026-03-04T10:00:00Z\n    title: ""\n---\n<!-- Original -->\n';
  const site = await built({ 'site.yaml': siteYaml(['en', 'fr']), [live('en')]: originalText(2), [live('fr')]: begun });
  expect(site.codes).toEqual(['INC406']);
  expect(site.facts(article('fr'))).toMatchObject({ isHidden: true, canonical: absolute('en') });
});

test('a translation that is ahead is an error with the right number, and never shown', async () => {
  const files = { 'site.yaml': siteYaml(['en', 'fr']), [live('en')]: originalText(1), [live('fr')]: translationText(2, 'fr', 1) };
  const { diagnostics, files: output } = await buildSite(files);
  expect(diagnostics.map(({ code, hint }) => [code, hint?.text])).toEqual([['INC404', expect.stringContaining('version: 001')]]);
  expect(output).toEqual([]);
});

test('an entry of a newer version in an older translation says what to do', async () => {
  const files = await history(['en', 'fr'], 2, { fr: 1 });
  const { diagnostics } = await buildSite({ ...files, [live('fr')]: translationText(1, 'fr', 2) });
  const [first] = diagnostics.filter(({ code }) => code === 'INC402');
  expect(first?.hint?.text).toContain('`version: 002`');
});

test('a language dropped after publication is asked back, whether its file stays or goes', async () => {
  const files = await history(['en', 'fr'], 1, { fr: 1 });
  const dropped = { ...files, 'site.yaml': siteYaml(['en']) };
  const errors = async (site: Files) =>
    (await buildSite(site)).diagnostics
      .filter(({ severity }) => severity === 'error')
      .map(({ code, hint }) => [code, hint?.text]);
  expect(await errors(dropped)).toEqual([['INC003', expect.stringContaining('is published')]]);
  const gone = Object.entries(dropped).filter(([path]) => path !== live('fr'));
  expect(await errors(Object.fromEntries(gone))).toEqual([['INC516', expect.stringContaining('Restore it')]]);
});

describe('with --keep-going, a dropped language', () => {
  const keepGoing = true;

  test('leaves no dead address', async () => {
    const files = await history(['en', 'fr', 'de'], 2, { fr: 1, de: 2 });
    const site = await built({ ...files, 'site.yaml': siteYaml(['en', 'de']) }, keepGoing);
    expect(site.paths.filter((path) => path.startsWith('fr/'))).toEqual([]);
    expect([...site.facts(article('de')).alternates.keys()]).toEqual(['en', 'de', 'x-default']);
  });

  test('takes no report along whose original was in it', async () => {
    const files = await history(['en', 'fr', 'de'], 2, { fr: 1 });
    const site = await built({ ...files, 'site.yaml': siteYaml(['fr', 'de']) }, keepGoing);
    expect(site.html('/fr/')).toContain('fr title');
    expect(site.html(article('fr'))).toContain('fr body of version 1.');
    expect(site.html('/de/')).toContain(`href="${article('de')}"`);
  });

  test('is no fallback any more', async () => {
    const files = await history(['en', 'fr', 'fr-CA'], 1, { fr: 1 });
    const site = await built({ ...files, 'site.yaml': siteYaml(['en', 'fr-CA']) }, keepGoing);
    expect(site.facts(article('fr-ca'))).toMatchObject({ isHidden: true, article: { language: 'en' } });
  });
});

test('a region is served by its language without a word of excuse, and search engines get one of the two', async () => {
  const site = await built({ 'site.yaml': siteYaml(['en', 'fr', 'fr-CA']), [live('en')]: originalText(1), [live('fr')]: translationText(1, 'fr') });
  const html = site.html(article('fr-ca'));
  expect(html).toContain('fr body of version 1.');
  expect(html).not.toContain('class="notice');
  expect(site.facts(article('fr-ca'))).toMatchObject({ isHidden: true, canonical: absolute('fr'), language: 'fr-CA' });
  expect([...site.facts(article('fr')).alternates.keys()]).toEqual(['en', 'fr', 'x-default']);
});

test('a region alone has interface texts of its language and texts of its own', async () => {
  const site = await built({ 'site.yaml': siteYaml(['en', 'fr-CA']), [live('en')]: originalText(1), [live('fr-CA')]: translationText(1, 'fr-CA') });
  expect(site.html('/fr-ca/')).toContain('1 incident en cours');
  expect(site.facts(article('fr-ca'))).toMatchObject({ language: 'fr-CA', canonical: absolute('fr-ca'), isHidden: false });
});

test('another script is never a fallback', async () => {
  const interfaceTexts = readFileSync(join(ROOT, 'templates/messages/zh-Hans.yaml'), 'utf8');
  const site = await built({
    'site.yaml': siteYaml(['en', 'zh', 'zh-Hant-TW']),
    'templates/messages/zh.yaml': interfaceTexts,
    [live('en')]: originalText(1),
    [live('zh')]: translationText(1, 'zh'),
  });
  expect(site.facts(article('zh-hant-tw'))).toMatchObject({ isHidden: true, canonical: absolute('en'), article: { language: 'en' } });
  expect(site.html('/zh-hant-tw/')).toContain('語言');
});

test.each([
  ['sr-Latn', 'ltr', 'pl'],
  ['az-Arab', 'rtl', 'en'],
  ['dv', 'rtl', 'en'],
])('%s is written %s', async (tag, direction, model) => {
  const site = await built({
    'site.yaml': siteYaml(['en', tag]),
    [`templates/messages/${tag}.yaml`]: readFileSync(join(ROOT, `templates/messages/${model}.yaml`), 'utf8'),
    [live('en')]: originalText(1),
    [live(tag)]: translationText(1, tag),
  });
  const path = article(tag.toLowerCase());
  expect(site.facts(path)).toMatchObject({ language: tag, direction, article: { language: tag, direction } });
});

test('the root page leads to every language, and its canonical address is that of the first', async () => {
  const site = await built({ 'site.yaml': siteYaml(['en', 'fr', 'ar']), [live('en')]: originalText(1) });
  expect(site.facts('/').links).toEqual(expect.arrayContaining(['/en/', '/fr/', '/ar/']));
  expect(site.facts('/').canonical).toBe(site.facts('/en/').canonical);
  expect([...site.facts('/').alternates]).toEqual([...site.facts('/en/').alternates]);
});

test('the example has reciprocal alternates only', async () => {
  const { files: output } = await buildFiles(readSite(ROOT).filter(({ path }) => !path.startsWith('templates/')));
  const pages = pagesOf(output);
  expect(pages.size).toBeGreaterThan(100);
  expect(alternateFaults(pages, URL)).toEqual([]);
});
