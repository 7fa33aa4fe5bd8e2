import { expect, test } from 'vitest';
import { displayWidth } from '../../../diagnostics/formats/display.ts';
import type { Language } from '../../../model/language.ts';
import type { Reference } from '../../../model/reference.ts';
import type { TextState, TextStatus } from '../../../site/translation-status.ts';
import { formatStatus } from './table.ts';

const LANGUAGES = ['en', 'fr', 'ja', 'pt-BR'] as readonly string[] as readonly Language[];

function status(
  language: string,
  state: TextState,
  name: string,
  more: Partial<TextStatus> = {},
): TextStatus {
  const reference = `2025-11-29-${name}` as Reference;
  const known = { reference, language: language as Language, state, text: language as Language };
  return { ...known, version: '001', newest: '002', behind: 0, untranslated: [], ...more };
}

const ALL = [
  status('en', 'original', 'gateways'),
  status('fr', 'stale', 'gateways', { behind: 2 }),
  status('ja', 'ahead', 'gateways', { behind: -1 }),
  ...Array.from({ length: 7 }, (_, index) =>
    status('pt-BR', 'missing', `object-storage-gateways-in-zone-b-${index}`, { version: undefined }),
  ),
];

test('a table where there is room for it, also where no width is known', () => {
  const text = formatStatus(ALL, LANGUAGES);
  expect(text).toBe(formatStatus(ALL, LANGUAGES, 80));
  expect(text.split('\n').slice(0, 2)).toEqual([
    '                              original current  auto partial stale missing ahead',
    'en English                           1       ·     ·       ·     ·       ·     ·',
  ]);
  expect(text).toContain('\nfr Français\n  stale by 2      2025-11-29-gateways\n');
  expect(text).toContain('  missing         … and 2 more\n');
});

test.each([44, 60, 79])('a list in %i columns, none of its lines wider', (width) => {
  const text = formatStatus(ALL, LANGUAGES, width);
  expect(text).toContain('en English\n  1 original\nfr Français\n  1 stale\nja 日本語\n  1 ahead\n');
  expect(text).toContain('pt-BR Português (Brasil)\n  7 missing\n');
  expect(Math.max(...text.split('\n').map(displayWidth))).toBeLessThanOrEqual(width);
  for (const { reference } of ALL.slice(0, 8)) expect(text.replaceAll(/\n\s+/g, '')).toContain(reference);
});

test('nothing published is said in a sentence', () => {
  expect(formatStatus([], LANGUAGES, 44)).toBe('No report is published yet.\n');
});
