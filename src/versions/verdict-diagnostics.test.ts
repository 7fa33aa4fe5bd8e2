import { expect, test } from 'vitest';
import type { Edition, Original } from '../model/edition.ts';
import { applyEdits, offeredEdits } from '../diagnostics/diagnostic.ts';
import { parseVersion } from '../model/version.ts';
import { sha256 } from '../source/content-hash.ts';
import { entry, original, translation } from '../site/testing.ts';
import type { Mode } from './live-text.ts';
import { readPublished } from './published.ts';
import { at, filesOf, publish } from '../../test/versions/in-memory.ts';
import type { Verdict } from './verdict.ts';
import { verdictDiagnostics } from './verdict-diagnostics.ts';

const v = (name: string) => parseVersion(name)!;
const TEXT = '---\ntitle: "A"\nversion: 002\nlast_update: 2020-09-15T10:00:00Z\nchanges: "x"\n---\n';
const PLACES = {
  version: [3, 10, 3, 13],
  last_update: [4, 14, 4, 34],
  changes: [5, 10, 5, 13],
} as const;

function live(times: readonly string[], more: Partial<Original> = {}): Original {
  return original(
    times.map((time) => entry(time)),
    {},
    { version: v('002'), content: sha256('live'), places: PLACES, file: 'en.md', ...more },
  );
}

/** A text of which this edition is published. */
function published(edition: Edition) {
  const files = publish([{ edition, at: '10:10', told: original([entry('10:00')]) }]);
  return readPublished(filesOf(files)).value.texts[0];
}

function said(
  verdict: Verdict,
  edition: Edition = live(['10:00']),
  before: Edition | undefined = undefined,
  mode: Mode = 'build',
) {
  const diagnostics = verdictDiagnostics(
    verdict,
    { edition, text: TEXT, source: TEXT },
    before && published(before),
    mode,
  );
  const edits = offeredEdits(diagnostics);
  return {
    words: diagnostics.map(({ code, severity, place, message }) => [code, severity, place.line, message]),
    hints: diagnostics.map(({ hint }) => hint?.text),
    written: edits.length === 0 ? undefined : applyEdits(TEXT, edits),
  };
}

test.each<Verdict>([
  { kind: 'draft' },
  { kind: 'new', imported: false },
  { kind: 'unchanged' },
  { kind: 'revision' },
  { kind: 'version' },
  { kind: 'ahead', original: v('001') },
])('nothing is said of $kind', (verdict) => {
  expect(said(verdict, live(['10:00']), undefined, 'check').words).toEqual([]);
});

test.each<[Verdict, code: string, severity: string, message: string, next: string]>([
  [
    { kind: 'not-bumped', next: v('003') },
    'INC501',
    'warning',
    'This text differs from the published version 002',
    '003',
  ],
  [
    { kind: 'bumped', next: v('001') },
    'INC502',
    'warning',
    'Only the number differs from version 001',
    '001',
  ],
  [
    { kind: 'lower', last: v('003'), next: v('004') },
    'INC504',
    'warning',
    'Version 003 is already published',
    '004',
  ],
  [
    { kind: 'revised-facts', next: v('003') },
    'INC505',
    'error',
    'A revision may change words, and this one changes facts',
    '003',
  ],
  [
    { kind: 'gap', next: v('001') },
    'INC506',
    'error',
    'Number 002 skips versions that were never published',
    '001',
  ],
])('the right number is offered: %j', (verdict, code, severity, message, next) => {
  const { words, hints, written } = said(verdict);
  expect(words).toEqual([[code, severity, 3, message]]);
  expect(hints[0]).toMatch(new RegExp(`^Write \`version: ${next}\`\\.`));
  expect(written).toBe(TEXT.replace('002', next));
});

test('a forgotten number is a warning in a build, and an error in a check', () => {
  const verdict = { kind: 'not-bumped', next: v('003') } as const;
  expect(said(verdict, live(['10:00']), undefined, 'check').words[0]?.[1]).toBe('error');
});

test('a bump without a change is told what a new version needs', () => {
  expect(said({ kind: 'bumped', next: v('001') }).hints).toEqual([
    'Write `version: 001`. A new version needs new facts or new words.',
  ]);
});

test('a last update that differs alone becomes the published one again', () => {
  const { words, written } = said({ kind: 'last-update-alone', last: at('09:00') });
  expect(words).toEqual([
    ['INC503', 'warning', 4, 'Only `last_update` differs from the published version 002'],
  ]);
  expect(written).toBe(TEXT.replace('T10:00', 'T09:00'));
});

test('a last update that goes back is deleted', () => {
  const { words, written } = said({ kind: 'last-update-back', last: at('11:00') });
  expect(words).toEqual([
    ['INC507', 'error', 4, '`last_update` is earlier than the version before, of 2020-09-15T11:00:00Z'],
  ]);
  expect(written).toBe(TEXT.replace(/^last_update.*\n/m, ''));
});

test.each<[what: string, before: Edition, gone: string]>([
  ['one entry', live(['10:00', '10:05']), 'an entry of it from the page: 2020-09-15T10:05:00Z “At 10:05”'],
  [
    'two entries',
    live(['09:00', '10:00', '10:05']),
    '2 entries of it from the page: 2020-09-15T09:00:00Z “At 09:00”, 2020-09-15T10:05:00Z “At 10:05”',
  ],
])('an older text that is back says what readers would lose: %s', (_, before, gone) => {
  const verdict = { kind: 'lower', last: v('002'), next: v('003') } as const;
  expect(said(verdict, live(['10:00']), before).words[0]?.[3]).toBe(
    `Version 002 is already published, and this text would remove ${gone}`,
  );
});

test('nothing is lost if all entries are there, or nobody knows what was', () => {
  const verdict = { kind: 'lower', last: v('002'), next: v('003') } as const;
  expect(said(verdict, live(['10:00', '10:05']), live(['10:00'])).words[0]?.[3]).toBe(
    'Version 002 is already published',
  );
  const words = (title: string) => [{ at: at(title), title, text: undefined }];
  const un = translation('fr', { content: sha256('un'), entries: words('10:05') });
  expect(said(verdict, { ...un, entries: words('10:00') }, un).words[0]?.[3]).toContain('“10:05”');
});

const UPDATED = { lastUpdate: at('10:00') };

test.each<[what: string, edition: Edition, verdict: Verdict, isSaid: boolean]>([
  ['a newer entry', live(['10:30'], UPDATED), { kind: 'version' }, true],
  ['an entry of that time', live(['10:00'], UPDATED), { kind: 'version' }, false],
  ['no entry', live([], UPDATED), { kind: 'version' }, false],
  [
    'a newer entry, and no such line',
    live(['10:30'], { ...UPDATED, places: {} }),
    { kind: 'version' },
    false,
  ],
  [
    'a newer entry, when that line is the only change',
    live(['10:30'], UPDATED),
    { kind: 'last-update-alone', last: at('10:30') },
    false,
  ],
  [
    'a newer entry, when it goes back as well',
    live(['10:30'], UPDATED),
    { kind: 'last-update-back', last: at('10:30') },
    false,
  ],
])('a last update that is overtaken is deleted: %s', (_, edition, verdict, isSaid) => {
  const { words, written } = said(verdict, edition);
  const own = words.filter(([code]) => code === 'INC208');
  expect(own).toEqual(
    isSaid
      ? [['INC208', 'warning', 4, '`last_update` is earlier than the newest entry, 2020-09-15T10:30:00Z']]
      : [],
  );
  if (isSaid) expect(written).toBe(TEXT.replace(/^last_update.*\n/m, ''));
});

const SAID = { changes: 'x' };
const BEFORE = live(['10:00'], { ...SAID, version: v('001'), content: sha256('before') });

test.each<[verdict: Verdict, edition: Edition, mode: Mode, isSaid: boolean]>([
  [{ kind: 'version' }, live(['10:00'], SAID), 'check', true],
  [{ kind: 'version' }, live(['10:00'], SAID), 'build', false],
  [{ kind: 'version' }, live(['10:00'], { changes: 'y' }), 'check', false],
  [{ kind: 'unchanged' }, live(['10:00'], SAID), 'check', false],
  [{ kind: 'bumped', next: v('001') }, live(['10:00'], SAID), 'check', false],
  [{ kind: 'last-update-alone', last: at('10:00') }, live(['10:00'], SAID), 'check', false],
  [{ kind: 'lower', last: v('001'), next: v('003') }, live(['10:00'], SAID), 'check', true],
  [
    { kind: 'lower', last: v('001'), next: v('001') },
    live(['10:00'], { ...SAID, content: BEFORE.content }),
    'check',
    false,
  ],
  [
    { kind: 'not-bumped', next: v('003') },
    live(['10:00'], { ...SAID, content: BEFORE.content }),
    'check',
    true,
  ],
])('`changes` of the version before is pointed out by a check: %j', (verdict, edition, mode, isSaid) => {
  const { words } = said(verdict, edition, BEFORE, mode);
  const own = words.filter(([code]) => code === 'INC523');
  expect(own).toEqual(
    isSaid ? [['INC523', 'warning', 5, '`changes` still says what version 001 changed']] : [],
  );
});

test('without a version before, `changes` may say anything', () => {
  expect(said({ kind: 'version' }, live(['10:00'], SAID), undefined, 'check').words).toEqual([]);
});
