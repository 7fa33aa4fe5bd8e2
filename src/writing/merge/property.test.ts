import fc from 'fast-check';
import { parse } from 'yaml';
import { expect, test } from 'vitest';
import { runs } from '../../../test/fuzz/runs.ts';
import { mergeReports } from './merge.ts';
import type { Merged, MergeLines } from './merge.ts';

/** Bodies are merged by git in the program; here the side that changed wins. */
const lines: MergeLines = ({ base, ours, theirs }) => ({
  text: ours === base ? theirs : ours,
  isClean: ours === base || theirs === base || ours === theirs,
});

interface Entry {
  readonly minute: number;
  readonly title: string;
  readonly note?: string;
}

/** A report as two people know it; a note is a comment above a key or an entry. */
interface Report {
  readonly keys: Readonly<Record<string, string>>;
  readonly notes: Readonly<Record<string, string>>;
  readonly entries: readonly Entry[];
  readonly body: string;
}

const at = (minute: number) => new Date(Date.UTC(2025, 4, 7, 14, minute)).toISOString().replace('.000', '');

function written({ keys, notes, entries, body }: Report): string {
  const noted = (note: string | undefined, indent = '') => (note === undefined ? '' : `${indent}# ${note}\n`);
  const matter = Object.entries(keys).map(([key, value]) => `${noted(notes[key])}${key}: ${value}\n`);
  const timeline = entries.map(
    ({ minute, title, note }) => `${noted(note, '  ')}  - at: ${at(minute)}\n    title: "${title}"\n`,
  );
  return `---\n${matter.join('')}timeline:\n${timeline.join('')}---\n\n${body}\n`;
}

interface Values {
  readonly [key: string]: unknown;
  readonly timeline: readonly { readonly at: string; readonly title: string }[];
}

const valuesOf = (text: string): Values => parse(text.split('---\n')[1] ?? '', { schema: 'failsafe' });

const word = fc.stringMatching(/^[a-z]{2,5}$/);

/** What one person does to a report before the two come together. */
const edit = fc.oneof(
  fc.record({ kind: fc.constant('add' as const), minute: fc.integer({ min: 10, max: 12 }), word }),
  fc.record({ kind: fc.constant('reword' as const), pick: fc.nat(9), word }),
  fc.record({ kind: fc.constant('take out' as const), pick: fc.nat(9) }),
  fc.record({ kind: fc.constant('note' as const), pick: fc.nat(9), word }),
  fc.record({
    kind: fc.constant('set' as const),
    key: fc.constantFrom('title', 'summary', 'severity', 'changes'),
    word,
  }),
  fc.record({ kind: fc.constant('tags' as const), words: fc.uniqueArray(word, { maxLength: 3 }) }),
  fc.record({ kind: fc.constant('body' as const), word }),
);
type Edit = typeof edit extends fc.Arbitrary<infer Each> ? Each : never;

function edited(report: Report, each: Edit): Report {
  const { keys, notes, entries } = report;
  const index = 'pick' in each ? each.pick % entries.length : 0;
  switch (each.kind) {
    case 'add':
      if (entries.some(({ minute }) => minute === each.minute)) return report;
      return {
        ...report,
        entries: [...entries, { minute: each.minute, title: each.word }].toSorted(
          (a, b) => a.minute - b.minute,
        ),
      };
    case 'reword':
      return { ...report, entries: entries.with(index, { ...entries[index]!, title: each.word }) };
    case 'take out':
      return entries.length > 1 ? { ...report, entries: entries.toSpliced(index, 1) } : report;
    case 'note':
      return each.pick < 5
        ? { ...report, notes: { ...notes, title: each.word } }
        : { ...report, entries: entries.with(index, { ...entries[index]!, note: each.word }) };
    case 'set':
      return { ...report, keys: { ...keys, [each.key]: each.word } };
    case 'tags':
      return { ...report, keys: { ...keys, tags: `[${each.words.join(', ')}]` } };
    case 'body':
      return { ...report, body: each.word };
  }
}

const START: Report = {
  keys: { title: 'Uploads fail', version: '001', tags: '[storage, disk]' },
  notes: { version: 'as in the ticket' },
  entries: [0, 2, 4, 6].map((minute) => ({ minute, title: `entry ${minute}` })),
  body: 'Some uploads fail.',
};
const side = fc.array(edit, { minLength: 2, maxLength: 6 }).map((edits) => edits.reduce(edited, START));
const BASE = written(START);

const merge = (ours: Report, theirs: Report): Merged =>
  mergeReports({ base: BASE, ours: written(ours), theirs: written(theirs) }, lines)!;

test('what one person wrote is there after a merge, and what nobody wrote is not', () => {
  const reached = { clean: 0, asked: 0, twins: 0 };
  fc.assert(
    fc.property(side, side, (ours, theirs) => {
      const { text, conflicts, notes } = merge(ours, theirs);
      reached[conflicts.length > 0 ? 'asked' : 'clean'] += 1;
      reached.twins += notes.length;
      expect(text.includes('<<<<<<<')).toBe(conflicts.some((each) => !each.includes(' ')));
      for (const { entries, notes: own } of [ours, theirs]) {
        const other = entries === ours.entries ? theirs : ours;
        for (const { minute, title, note } of entries) {
          const before = START.entries.find((each) => each.minute === minute);
          const there = other.entries.some((each) => each.minute === minute);
          // What is new, and what was reworded and is still there: in the text, or between its markers.
          if (title !== before?.title && (!before || there)) expect(text).toContain(`title: "${title}"\n`);
          if (note !== undefined && there && conflicts.length === 0) expect(text).toContain(`# ${note}\n`);
        }
        if (own['title'] !== undefined && conflicts.length === 0)
          expect(text).toContain(`# ${own['title']}\n`);
      }
      if (conflicts.length > 0) return;
      const values = valuesOf(text);
      const known = [START, ours, theirs].flatMap(({ entries }) => entries.map(({ title }) => title));
      for (const { title } of values.timeline) expect(known).toContain(title);
      const times = values.timeline.map((entry) => entry.at);
      expect(times).toEqual([...new Set(times)].toSorted());
      for (const key of ['title', 'summary', 'severity'])
        expect(values[key]).toBe(ours.keys[key] === START.keys[key] ? theirs.keys[key] : ours.keys[key]);
    }),
    runs(200, 20_250_507),
  );
  expect(Math.min(...Object.values(reached))).toBeGreaterThan(10);
});

test('a side that changed nothing changes nothing, and the same on both sides is once there', () => {
  fc.assert(
    fc.property(side, (report) => {
      const text = written(report);
      for (const [ours, theirs] of [
        [report, START],
        [START, report],
        [report, report],
      ] as const) {
        expect(merge(ours, theirs)).toMatchObject({ conflicts: [], notes: [] });
        expect(merge(ours, theirs).text).toBe(text);
      }
    }),
    runs(100),
  );
});

test('it does not matter who merges whom', () => {
  fc.assert(
    fc.property(side, side, (ours, theirs) => {
      const [one, other] = [merge(ours, theirs), merge(theirs, ours)];
      expect(one.conflicts.toSorted()).toEqual(other.conflicts.toSorted());
      if (one.conflicts.length > 0) return;
      const titles = ({ text }: Merged) => valuesOf(text).timeline.map(({ title }) => title);
      // Of two entries at one time, whose moves on depends on who merges.
      expect(titles(one).toSorted()).toEqual(titles(other).toSorted());
      const tags = ({ text }: Merged) => (valuesOf(text)['tags'] as string[]).toSorted();
      expect(tags(one)).toEqual(tags(other));
    }),
    runs(100),
  );
});
