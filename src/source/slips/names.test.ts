import { expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '../site-schema.ts';
import { locate } from '../locate/locate.ts';
import type { Language } from '../../model/language.ts';
import type { SourceFile } from '../../model/file.ts';

const SITE = {
  languages: ['en', 'fr', 'ar'] as unknown as readonly Language[],
  defaultLanguage: 'en' as Language,
  services: [],
  limits: DEFAULT_LIMITS,
  rulesOff: [],
};

function hintsFor(...paths: readonly string[]): string[] {
  const text = '---\ntimeline:\n  - at: 2024-02-02T10:00:00Z\n  - at: "2024-02-01 10:00 Europe/Paris"\n---\n';
  const files = paths.map((path) => ({
    path: `incidents/${path}`,
    bytes: new TextEncoder().encode(text),
  })) as unknown as SourceFile[];
  return locate(files, SITE).diagnostics.map(({ code, hint }) => `${code} ${hint?.text}`);
}

test.each([
  ['index.md', 'INC002 Name the file by its language: `en.md`.'],
  ['english.md', 'INC002 Name the file by its language: `en.md`.'],
  ['Français.md', 'INC002 Name the file by its language: `fr.md`.'],
  ['german.md', 'INC002 Name the file by its language: `de.md`.'],
  ['jp.md', 'INC002 Name the file by its language: `ja.md`.'],
  ['cz.md', 'INC002 Name the file by its language: `cs.md`.'],
  ['EN.md', 'INC002 Rename the file to `en.md`; if there is one already, keep one of the two.'],
])('a report in %s gets the name of its language', (name, hint) => {
  expect(hintsFor(`2024-02-03-a/${name}`)).toEqual([hint]);
});

test('what is not a report in some language is sent elsewhere, and makes no language', () => {
  const hints = ['README', 'index', 'english', 'notes'].flatMap((name) =>
    hintsFor('2024-02-03-a/en.md', `2024-02-03-a/${name}.md`),
  );
  expect(hints).toHaveLength(4);
  for (const hint of hints) expect(hint).toMatch(/^INC002 .*out of incidents\//);
});

test('a language that is one may be added to the site', () => {
  expect(hintsFor('2024-02-03-a/en.md', '2024-02-03-a/de.md')).toEqual([
    'INC003 Add it in site.yaml: `languages: [en, fr, ar, de]`, or delete the file.',
  ]);
});

test.each([
  ['20260601-mail', '2026-06-01-mail'],
  ['2026-6-1-mail', '2026-06-01-mail'],
  ['2026_06_01 Mail', '2026-06-01-mail'],
  ['2026-06-01-störung', '2026-06-01-storung'],
  ['mail', '2024-02-01-mail'],
  ['PM2023-001 - Total node failure', '2024-02-01-pm2023-001-total-node-failure'],
])('the folder %s is to be called %s', (name, reference) => {
  expect(hintsFor(`${name}/en.md`)).toEqual([
    `INC001 Rename it to \`${reference}\`; if there is such a folder already, to \`${reference}-2\`.`,
  ]);
});
