import { expect, test } from 'vitest';
import { displayWidth } from '../../../diagnostics/formats/display.ts';
import type { Instant } from '../../../model/instant.ts';
import { formatRows } from './rows.ts';

const NOW = '2025-11-30T12:00:00Z' as Instant;
const ROW = {
  reference: '2025-11-20-databases',
  title: 'Managed databases in zone B cannot be reached from the outside',
  state: 'monitoring',
  standing: 'monitoring',
  open: true,
  kind: 'incident',
  severity: 'critical',
  version: '004',
  languages: ['en', 'fr', 'ja', 'pt-BR', 'zh-Hant'],
  start: '2025-11-20T13:52:00Z' as Instant,
  last_update: '2025-11-29T12:00:00Z' as Instant,
};
const t = (key: string, args = {}) => `${key} ${JSON.stringify(args)}`;
const FACTS = ['monitoring', 'critical', 'version 004', 'en fr ja pt-BR zh-Hant', 'updated'];

test('two lines where there is room, and where no width is known', () => {
  const lines = formatRows([ROW], NOW, () => '1 d', 100).split('\n');
  expect(lines[0]).toBe(
    '● 2025-11-20-databases  Managed databases in zone B cannot be reached from the outside',
  );
  expect(lines.slice(1)).toEqual([
    '  monitoring · critical · version 004 · en fr ja pt-BR zh-Hant · updated 1 d ago',
    '',
  ]);
  const unknown = formatRows([ROW], NOW, () => '1 d').split('\n');
  expect(unknown).toHaveLength(3);
  for (const line of unknown) expect(displayWidth(line)).toBeLessThanOrEqual(80);
});

test.each([40, 44, 59])('%i columns: every line fits, and no fact is lost', (width) => {
  const text = formatRows([ROW, { ...ROW, open: false, version: '000' }], NOW, () => '1 d', width);
  const lines = text.trimEnd().split('\n');
  for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(width);
  expect(lines[0]).toBe('● 2025-11-20-databases');
  expect(lines[1]).toMatch(/^ {2}Managed databases in zone B .*…$/);
  const words = text.replaceAll(/\s+/g, ' ');
  for (const fact of FACTS) expect(words).toContain(fact);
  expect(words).toContain('○ 2025-11-20-databases');
  expect(words).toContain('· draft ·');
});

test('an update later than now is shown as such', () => {
  expect(formatRows([ROW], '2025-11-01T12:00:00Z' as Instant, t, 200)).toContain('updated in ');
});
