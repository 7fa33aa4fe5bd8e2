import { expect, test } from 'vitest';
import type { Language } from '../../model/language.ts';
import type { Row } from '../../model/row.ts';
import { lookOf } from '../../render/pages/renderer-name.ts';
import { hasNewLook, withOldLook } from './look.ts';
import type { Memory } from './memory.ts';
import { isSame, startValues } from './values.ts';

const PUBLISHED = [{ published: '2026-03-04T11:00:00Z' }] as unknown as readonly Row[];
const DRAFT = [{ published: undefined }] as unknown as readonly Row[];

/** What a build with a look tells, and leaves for the next one. */
function build(look: string, values: Memory['values'] = new Map(), rows = PUBLISHED) {
  const before = { values };
  const now = startValues(values, { isSame });
  const isTold = hasNewLook(look, rows, { before, values: now });
  return { isTold, values: now.kept(), stopped: withOldLook(now.kept(), before) };
}

test('a change of look is reported once, by the first build that succeeds with it', () => {
  const first = build('one');
  expect(first.isTold).toBe(false);
  const second = build('two', first.values);
  expect(second.isTold).toBe(true);
  expect(build('two', second.values).isTold).toBe(false);
  expect(build('two', second.stopped).isTold).toBe(true);
  expect(build('one', first.stopped).isTold).toBe(false);
});

test('one published report among drafts is enough to tell of, and other values are left as they are', () => {
  const other = { inputs: ['x'], value: 'y', isLasting: true };
  const before = new Map([...build('one').values, ['other', other] as const]);
  expect(build('two', before, [...DRAFT, ...PUBLISHED]).isTold).toBe(true);
  const values = new Map([...build('two', before).values, ['other', other] as const]);
  const stopped = withOldLook(values, { values: before });
  expect(stopped).toEqual(before);
  const first = withOldLook(values, { values: new Map() });
  expect([...first]).toEqual([['other', other]]);
});

test('where nothing is published, there is nothing to tell', () => {
  const first = build('one', new Map(), DRAFT);
  expect(build('two', first.values, DRAFT).isTold).toBe(false);
});

test('the look is made of the templates an article includes, and of words', () => {
  const look = (templates: Readonly<Record<string, string>>, words = 'words') =>
    lookOf(
      {
        templates: {
          names: [],
          hasOwn: true,
          render: () => ({ value: '', diagnostics: [] }),
          source: (name) => templates[name],
        },
        messages: { sources: () => words } as unknown as Parameters<typeof lookOf>[0]['messages'],
      },
      ['en' as Language],
    );
  const own = {
    'partials/article': `<%~ include('partials/facts') %>`,
    'partials/facts': 'A',
    'page/index': 'B',
  };
  expect(look({ ...own, 'page/index': 'C' })).toBe(look(own));
  expect(look({ ...own, 'partials/facts': 'C' })).not.toBe(look(own));
  expect(look(own, 'other words')).not.toBe(look(own));
});
