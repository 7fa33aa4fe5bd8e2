import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { runCommand } from '../run.ts';
import {
  EN,
  filesIn,
  FR,
  makeSite,
  originalText,
  read,
  REFERENCE,
  RESOLVED,
  succeed,
  translationText,
  write,
} from './site.ts';

const TIME = (time: string) => `2026-03-04T${time}:00Z`;
const OTHER = 'incidents/2026-03-05-mail/en.md';
/** A picture of one pixel, and another. */
const png = (last: number) =>
  Uint8Array.from([
    ...Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
      'base64',
    ),
    last,
  ]);

test('build --at makes the site as it stood, which verify knows and publish refuses', async () => {
  const picture = `incidents/${REFERENCE}/graph.png`;
  const first = originalText('001', 'First. ![A curve](graph.png)');
  const site = makeSite({ [EN]: first, [picture]: png(1) });
  await succeed(site, 'freeze', '--at', TIME('10:05'));
  write(site, EN, originalText('002', 'Second.', '', RESOLVED));
  write(site, picture, png(2));
  await succeed(site, 'freeze', '--at', TIME('10:40'));
  write(site, FR, translationText('002', 'Deuxième.'));
  write(site, OTHER, originalText('001', 'Another.').replaceAll('2026-03-04', '2026-03-05'));
  await succeed(site, 'freeze', '--at', '2026-03-05T10:10:00Z');
  // What is not published yet plays no part, with its mistakes.
  write(site, EN, originalText('003', 'Third.').replace('severity: minor', 'severity: huge'));

  const built = await succeed(site, 'build', '--at', TIME('10:20'));
  const folder = 'site-at-20260304T102000Z';
  expect(built.stdout).toContain(`→ ${folder}/`);
  const at = (path: string) => read(site, `${folder}/${path}`);
  const article = at(`en/incidents/${REFERENCE}/index.html`);
  expect(article).toContain(read(site, `published/${REFERENCE}/en/001.html`));
  // The incident was open then, and the page says when it shows it.
  expect(article).toContain('class="report state-investigating"');
  expect(article).toContain(`This is the site as it stood on <time datetime="${TIME('10:20')}">`);
  const paths = filesIn(`${site}/${folder}`);
  expect(paths.filter((path) => /\/v\/|mail/.test(path) && path.endsWith('.html'))).toEqual([
    `en/incidents/${REFERENCE}/v/001/index.html`,
  ]);
  for (const path of paths.filter((each) => each.endsWith('.html'))) {
    expect(at(path), path).toContain('<meta name="robots" content="noindex">');
  }
  // What the script works out by the reader's clock would be of another time.
  expect(article).not.toContain('<script type="module"');
  expect(at('robots.txt')).toBe('User-agent: *\nDisallow: /\n');
  expect(paths).not.toContain('sitemap.xml');
  const [line = ''] = read(site, 'published/ledger.jsonl').split('\n');
  expect(at('ledger.jsonl')).toBe(`${line}\n`);
  expect(at('checkpoint')).toMatch(/^status\.example\.com\n1\n/);
  expect(paths.some((path) => /^assets\/[0-9a-f]{64}\.png$/.test(path))).toBe(true);

  await succeed(site, 'verify', folder);
  const published = await runCommand(['publish', '--from', folder, '--target', 'folder:target'], {
    cwd: site,
  });
  expect(published.code).toBe(2);
  expect(published.stderr).toContain(`as it stood at ${TIME('10:20')}, which must not be published`);
  expect(readdirSync(site)).not.toContain('target');

  // A version that was redacted since is not brought back; the text stands as the one before.
  write(site, EN, originalText('003', 'Third.', '', RESOLVED));
  await succeed(site, 'freeze', '--at', '2026-03-06T10:00:00Z');
  await succeed(site, 'redact', REFERENCE, '002', '--lang', 'en', '--reason', 'It named a customer.');
  await succeed(site, 'build', '--at', TIME('10:50'));
  const later = `${site}/site-at-20260304T105000Z`;
  const texts = filesIn(later).filter((path) => path.endsWith('index.md'));
  expect(texts).toEqual([
    `en/incidents/${REFERENCE}/index.md`,
    `en/incidents/${REFERENCE}/v/001/index.md`,
    `fr/incidents/${REFERENCE}/index.md`,
  ]);
  for (const path of texts) expect(read(later, path), path).not.toContain('Second.');
  await succeed(site, 'build', '--at', '2026-03-06T10:30:00Z');
  expect(read(site, `site-at-20260306T103000Z/en/incidents/${REFERENCE}/v/002/index.html`)).toContain(
    'It named a customer.',
  );
});

test('a time before everything gives an empty site, and two presents are refused', async () => {
  const site = makeSite({ [EN]: originalText('001', 'First.') });
  await succeed(site, 'freeze', '--at', TIME('10:05'));
  const built = await succeed(site, 'build', '--at', '2020-01-01T00:00:00Z');
  expect(built.stdout).toContain('0 reports');
  const both = await runCommand(['build', '--at', TIME('10:05'), '--as-of', TIME('10:05')], { cwd: site });
  expect(both.code).toBe(2);
  expect(both.stderr).toContain('--at and --as-of');
  const wrong = await runCommand(['build', '--at', 'yesterday'], { cwd: site });
  expect(wrong.code).toBe(2);
  expect(wrong.stderr).toContain('--at');
});
