import { expect, test } from 'vitest';
import { mergeReports } from './merge.ts';
import type { MergeLines } from './merge.ts';

/** Bodies are merged by git in the program; here the side that changed wins. */
const lines: MergeLines = ({ base, ours, theirs }) => ({
  text: ours === base ? theirs : ours,
  isClean: ours === base || theirs === base || ours === theirs,
});

const BASE = `---
title: "Uploads fail"
version: 001
tags: [storage]
timeline:
  - at: 2025-05-07T14:05:00Z
    state: investigating
    title: "Some uploads fail"
---

## Impact

Some uploads fail.
`;

const entry = (at: string, title: string, more = '') => `  - at: ${at}\n    title: "${title}"\n${more}`;

/** What `update` does: a number, a \`changes\` line, an entry below the last one. */
function updated(at: string, title: string, version = '002'): string {
  return BASE.replace('version: 001', `version: ${version}\nchanges: "${title}"`).replace(
    '---\n\n##',
    `${entry(at, title)}---\n\n##`,
  );
}

const merge = (ours: string, theirs: string, base: string | undefined = BASE) =>
  mergeReports({ base, ours, theirs }, lines);

test('two updates: both entries in order, one number, the changes of both', () => {
  const merged = merge(
    updated('2025-05-07T14:30:00Z', 'The disk is full'),
    updated('2025-05-07T14:20:00Z', 'Downloads are fine'),
  );
  expect(merged).toEqual({
    notes: [],
    conflicts: [],
    text: BASE.replace(
      'version: 001',
      'version: 002\nchanges: "The disk is full; Downloads are fine"',
    ).replace(
      '---\n\n##',
      `${entry('2025-05-07T14:20:00Z', 'Downloads are fine')}${entry('2025-05-07T14:30:00Z', 'The disk is full')}---\n\n##`,
    ),
  });
});

test('a timeline written newest first stays newest first', () => {
  const turned = BASE.replace('timeline:\n', `timeline:\n${entry('2025-05-07T14:10:00Z', 'More of them')}`);
  const add = (at: string, title: string) => turned.replace('timeline:\n', `timeline:\n${entry(at, title)}`);
  const text = merge(
    add('2025-05-07T14:30:00Z', 'Ours'),
    add('2025-05-07T14:20:00Z', 'Theirs'),
    turned,
  )?.text;
  expect(text?.match(/at: .*/g)).toEqual([
    'at: 2025-05-07T14:30:00Z',
    'at: 2025-05-07T14:20:00Z',
    'at: 2025-05-07T14:10:00Z',
    'at: 2025-05-07T14:05:00Z',
  ]);
});

test('two entries at the same second both stay, and a note says which one moved', () => {
  const at = '2025-05-07T14:30:00Z';
  const merged = merge(updated(at, 'Ours'), updated(at, 'Theirs'));
  expect(merged?.conflicts).toEqual([]);
  expect(merged?.notes).toEqual([
    'both sides have an entry at 2025-05-07T14:30:00Z; "Theirs" moves to 2025-05-07T14:30:01Z',
  ]);
  expect(merged?.text).toContain(`${entry(at, 'Ours')}${entry('2025-05-07T14:30:01Z', 'Theirs')}`);
});

test('the same entry on both sides, as after a cherry-pick, is one entry', () => {
  const ours = updated('2025-05-07T14:30:00Z', 'The disk is full');
  expect(merge(ours, ours)?.text).toBe(ours);
});

test('the higher of two numbers counts', () => {
  const ours = updated('2025-05-07T14:30:00Z', 'Ours', '004');
  const theirs = updated('2025-05-07T14:40:00Z', 'Theirs', '003');
  expect(merge(ours, theirs)?.text).toContain('version: 004\n');
  expect(merge(theirs, ours)?.text).toContain('version: 004\n');
});

test('an entry that one side removed is gone, one that the other side corrected is corrected', () => {
  const two = BASE.replace('---\n\n##', `${entry('2025-05-07T14:10:00Z', 'Mroe')}---\n\n##`);
  const corrected = two.replace('Mroe', 'More');
  const removed = two.replace(/ {2}- at: 2025-05-07T14:05:00Z\n.*\n.*\n/, '');
  expect(merge(corrected, removed, two)?.text).toBe(removed.replace('Mroe', 'More'));
  expect(merge(removed, corrected, two)?.text).toBe(removed.replace('Mroe', 'More'));
});

test('sets take what each side added and lose what each side removed; comments and later keys stay', () => {
  const ours = BASE.replace('tags: [storage]', '# for the index\ntags: [storage, disk]');
  const theirs = BASE.replace('tags: [storage]', 'tags: [upload]\nseverity: major');
  expect(merge(ours, theirs)?.text).toContain('# for the index\ntags: [disk, upload]\nseverity: major\n');
});

test('what both sides worded differently is left to a person, inside markers, and everything else is merged', () => {
  const ours = updated('2025-05-07T14:30:00Z', 'Ours').replace('"Uploads fail"', '"Uploads are slow"');
  const theirs = updated('2025-05-07T14:20:00Z', 'Theirs').replace('"Uploads fail"', '"Uploads stop"');
  const merged = merge(ours, theirs);
  expect(merged?.conflicts).toEqual(['title']);
  expect(merged?.text).toContain(
    '---\n<<<<<<< ours\ntitle: "Uploads are slow"\n=======\ntitle: "Uploads stop"\n>>>>>>> theirs\nversion: 002\n',
  );
  expect(merged?.text).toContain('"Theirs"');
});

test('line ends of our side stay; dashes of the other side move to our column', () => {
  const ours = updated('2025-05-07T14:30:00Z', 'Ours').replaceAll('\n', '\r\n');
  const theirs = updated('2025-05-07T14:20:00Z', 'Theirs').replaceAll(/^ {2}(- | {2})/gm, '$1');
  const text = merge(ours, theirs)?.text;
  expect(text).toContain('  - at: 2025-05-07T14:20:00Z\r\n    title: "Theirs"\r\n');
  expect(text?.replaceAll('\r\n', '')).not.toContain('\n');
});

test('the later of two stated last updates counts, maps of services are merged by service', () => {
  const say = (time: string, services: string) =>
    BASE.replace('tags:', `last_update: ${time}\nservices: ${services}\ntags:`);
  const base = say('2025-05-07T14:05:00Z', '{api: partial_outage, web: partial_outage}');
  const ours = say('2025-05-07T15:05:00Z', '{api: major_outage, web: partial_outage}');
  const theirs = say(
    '2025-05-07T14:35:00Z',
    '{api: partial_outage, web: partial_outage, mail: major_outage}',
  );
  expect(merge(ours, theirs, base)?.text).toContain(
    'last_update: 2025-05-07T15:05:00Z\nservices: {api: major_outage, web: partial_outage, mail: major_outage}\n',
  );
});

test('without an ancestor, what both sides say is kept, and what differs is asked', () => {
  const merged = mergeReports(
    { base: undefined, ours: BASE, theirs: BASE.replace('Uploads fail', 'Slow') },
    lines,
  );
  expect(merged?.conflicts).toEqual(['title']);
});

test.each(['no front matter', '---\n- a list\n---\n', '---\n{title: x}\n---\n', '---\ntitle: [\n---\n'])(
  'front matter that cannot be read as keys is not merged: %j',
  (theirs) => {
    expect(merge(BASE, theirs)).toBeUndefined();
  },
);

test('where each side took out what the other left, a person decides what the timeline is', () => {
  const two = BASE.replace('---\n\n##', `${entry('2025-05-07T14:10:00Z', 'More')}---\n\n##`);
  const first = BASE;
  const second = two.replace(/ {2}- at: 2025-05-07T14:05:00Z\n.*\n.*\n/, '');
  expect(merge(first, second, two)?.conflicts).toEqual(['timeline']);
  expect(merge(second, first, two)?.conflicts).toEqual(['timeline']);
});
