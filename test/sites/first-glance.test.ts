import { beforeAll, describe, expect, test } from 'vitest';
import { buildSite, live, originalText, pagesOf, publish, REFERENCE, siteYaml, translationText } from './pure-site.ts';
import type { Files } from './pure-site.ts';

const plain = (html: string) => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ').trim();
const part = (html: string | undefined, from: string, to: string) =>
  html?.match(new RegExp(`${from}[\\s\\S]*?${to}`))?.[0] ?? '';

async function pagesFrom(files: Files): Promise<ReadonlyMap<string, string>> {
  const { files: output, diagnostics } = await buildSite(files);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return pagesOf(output);
}

const SERVICES = 'services: [{id: web, name: Web, names: {ar: الويب, fr: Toile}}]\n';
const yaml = siteYaml(['en', 'fr', 'ar']).replace(/services: .*\n/, SERVICES);
const address = (language: string, reference = REFERENCE) => `/${language}/incidents/${reference}/`;

describe('an open report of which a translation is behind and another one missing', () => {
  let pages: ReadonlyMap<string, string>;
  beforeAll(async () => {
    const first = { 'site.yaml': yaml, [live('en')]: originalText(1, 'severity: critical\n'), [live('fr')]: translationText(1, 'fr') };
    pages = await pagesFrom({ ...(await publish(first)), [live('en')]: originalText(2, 'severity: major\n') });
  });
  const glance = (language: string) => part(pages.get(address(language)), '<aside class="notice', '</aside>');

  test('has its facts of the present above the text, in the language of the reader', () => {
    expect(plain(glance('ar'))).toMatch(/^كبيرة حُدِّد السبب الخدمات الويب المدة .* آخر تحديث .*10:30 UTC/);
    expect(plain(glance('fr'))).toMatch(/^Majeure Cause identifiée Services Toile Durée au moins 30.min .*10:30 UTC/);
    expect(glance('en')).toBe('');
  });

  test('has its weight and its state of the present above the title, whatever was frozen with the text', () => {
    const head = (language: string) => part(pages.get(address(language)), '<p class="kicker weight"', '</p>');
    expect(plain(head('fr'))).toBe('Majeure Cause identifiée');
    expect(head('fr')).toContain('class="harm harm-major"');
    expect(plain(head('ar'))).toBe('كبيرة حُدِّد السبب');
    // The fragment of version 1 still has what was true then; it comes after, and the style sheet hides it.
    const frozen = pages.get(address('fr'))?.split('<article')[1] ?? '';
    expect(frozen).toContain('state-investigating');
  });

  test('says outside of what is frozen that it is open', () => {
    for (const language of ['en', 'fr', 'ar']) {
      const [before = '', article = ''] = (pages.get(address(language)) ?? '').split('<article');
      expect(before).toMatch(/This incident is open|Cet incident est en cours|هذا الحادث مفتوح/);
      expect(article).not.toMatch(/This incident is open|Cet incident est en cours|هذا الحادث مفتوح/);
    }
  });

  test('has a mark at its title in lists where that is in another language', () => {
    const title = (language: string) => part(pages.get(`/${language}/`), '<h2><a', '</h2>');
    expect(title('ar')).toContain('<small class="foreign"><bdi lang="en" dir="ltr">English</bdi></small>');
    expect(title('en')).not.toContain('foreign');
    expect(title('fr')).not.toContain('foreign');
  });

  test('keeps in a version what it weighed then', () => {
    const version = pages.get(`${address('en')}v/001/`);
    expect(plain(part(version, '<p class="kicker weight"', '</p>'))).toBe('Critical');
  });
});

test('a report that was withdrawn told of no harm, and did not start', async () => {
  const withdrawn = `  - at: 2026-03-04T12:00:00Z\n    state: withdrawn\n    title: "A mistake"\n    text: "There was nothing."\n`;
  const text = originalText(1, 'severity: critical\n').replace('---\n\nOriginal', `${withdrawn}---\n\nOriginal`);
  const pages = await pagesFrom({ 'site.yaml': yaml, [live('en')]: text, [live('fr')]: translationText(1, 'fr') });
  const html = pages.get(address('en'));
  const head = part(html, '<p class="kicker weight', '</p>');
  expect(plain(head)).toBe('Incident Withdrawn');
  expect(head).toContain('harm-other');
  expect(plain(part(html, '<article', '</header>'))).not.toMatch(/started|Duration/);
  expect(html).not.toMatch(/>(?:Started|Finished)</);
  const listed = part(pages.get('/en/'), '<li class="teaser">', '</ul>');
  expect(listed).toContain('harm-other');
  expect(listed).not.toContain('harm-critical');
});

test('maintenance has no length before it has one', async () => {
  const begun = `  - at: 2026-03-04T12:00:00Z\n    state: in-progress\n    title: "Work begins"\n`;
  const text = originalText(1, 'kind: maintenance\nplanned: {start: 2026-03-04T12:00:00Z, end: 2026-03-04T13:00:00Z}\n')
    .replace('state: investigating', 'state: scheduled')
    .replace('---\n\nOriginal', `${begun}---\n\nOriginal`);
  const html = (await pagesFrom({ 'site.yaml': yaml, [live('en')]: text })).get(address('en'));
  expect(plain(part(html, '<p class="kicker weight', '</p>'))).toMatch(/^Maintenance In progress Planned until 4 March 2026 at 13:00 UTC/);
  expect(plain(part(html, '<article', '</header>'))).toContain('started 4 March 2026 at 12:00 UTC');
  expect(html).not.toContain('Duration');
});

test('each day with trouble can be reached below the bar of a service, and planned work is no incident', async () => {
  const work = originalText(3, 'kind: maintenance\nplanned: {start: 2026-03-04T10:00:00Z, end: 2026-03-04T11:00:00Z}\n')
    .replace('investigating', 'scheduled')
    .replace('identified', 'in-progress')
    .replace('resolved', 'completed')
    .replaceAll('2026-03-04', '2026-03-02')
    .replace('Original title', 'New disks');
  const pages = await pagesFrom({
    'site.yaml': yaml,
    [live('en')]: originalText(3, 'severity: major\n'),
    [live('en', '2026-03-02-disks')]: work,
  });
  for (const page of ['/en/', '/en/services/web/']) {
    const history = part(pages.get(page), '<div class="history">', '</div>');
    expect(history).toMatch(/<summary>Days with incidents: 1 in the last \d<\/summary>/);
    expect(plain(history)).toMatch(/90 days ago .*Today/);
    const days = [...history.matchAll(/<li>([\s\S]*?)<\/li>/g)].map(([, day = '']) => day);
    expect(days.map(plain)).toEqual([
      '4 March 2026 Partial outage Original title',
      '2 March 2026 Under maintenance New disks',
    ]);
    expect(days[0]).toContain(`<a href="${address('en')}">`);
    expect(days[1]).toContain(`<a href="${address('en', '2026-03-02-disks')}">`);
  }
});
