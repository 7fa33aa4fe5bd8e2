import { expect, test } from 'vitest';
import { nameAsAsked, nameFromTitle } from './name-report.ts';

const NAMING = { date: '2026-05-07', title: 'Uploads fail', language: 'en', kind: 'incident' };
const TAKEN = new Set(['2026-05-07-uploads-fail', '2026-05-07-uploads-fail-2', '2026-05-07-web']);

test('a title names the report; a name that is taken gets a number', () => {
  expect(nameFromTitle(NAMING, new Set())).toEqual({
    first: '2026-05-07-uploads-fail',
    free: '2026-05-07-uploads-fail',
  });
  expect(nameFromTitle(NAMING, TAKEN).free).toBe('2026-05-07-uploads-fail-3');
  expect(nameFromTitle({ ...NAMING, title: '障害' }, TAKEN).free).toBe('2026-05-07-incident');
});

test.each([
  ['2026-05-06-uploads', '2026-05-06-uploads'],
  ['uploads-eu', '2026-05-07-uploads-eu'],
  [' uploads ', '2026-05-07-uploads'],
  ['2026-uploads', '2026-05-07-2026-uploads'],
])('a name that was asked for: %s', (text, reference) => {
  expect(nameAsAsked(text, NAMING, TAKEN)).toEqual({ reference });
});

test.each([
  ['Uploads EU', 'Write `--ref 2026-05-07-uploads-eu`'],
  ['2026-05-06-Uploads', 'Write `--ref 2026-05-06-uploads`'],
  ['2026-02-31-uploads', '--ref 2026-05-07-'],
  ['障害', 'Write `--ref 2026-05-07-uploads`'],
  ['web', 'incident-press update 2026-05-07-web'],
])('%s is refused with a name that is accepted', (text, hint) => {
  const named = nameAsAsked(text, NAMING, TAKEN);
  expect('hint' in named && named.hint).toContain(hint);
  const asked = /--ref ([\w-]+)/.exec('hint' in named ? named.hint : '')?.[1];
  if (asked !== undefined) expect(nameAsAsked(asked, NAMING, TAKEN)).toEqual({ reference: asked });
});
