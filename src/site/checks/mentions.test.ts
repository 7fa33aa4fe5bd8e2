import { expect, test } from 'vitest';
import type { Language } from '../../model/language.ts';
import type { Mention } from '../../model/row.ts';
import { parseEdition } from '../../source/edition.ts';
import { request } from '../../source/testing.ts';
import type { Edition } from '../../model/edition.ts';
import type { Report } from '../../model/report.ts';
import { mentionsOf } from '../assemble.ts';
import { anchorsOf, checkMentions } from './mentions.ts';

const ENTRY = 'timeline:\n  - at: 2026-03-04T10:00:00Z\n    title: "x"\n';

async function edition(body: string, text = ''): Promise<Edition> {
  const file = `---\ntitle: "x"\nversion: 001\n${ENTRY}${text}---\n${body}\n`;
  const { value, diagnostics } = await parseEdition(request(file));
  if (!value) throw new Error(diagnostics.map(({ message }) => message).join());
  return value;
}

const mention = (reference: string, fragment?: string): Mention => ({
  kind: 'link',
  file: 'en.md',
  language: 'en' as Language,
  reference,
  fragment,
  range: [9, 1, 9, 5],
});

async function said(...mentions: readonly Mention[]) {
  const original = await edition('## Impact\n\nx\n\n## Lessons learnt\n\nx\n');
  const report = { original, translations: [] } as unknown as Report;
  const known = new Map([
    ['2026-06-01-a', anchorsOf(report)],
    ['2026-06-02-broken', anchorsOf(undefined)],
  ]);
  return checkMentions(mentions, known).map(({ code, hint }) => `${code} ${hint?.text}`);
}

test('links to headings and entries of another report are fine where these are', async () => {
  for (const fragment of ['impact', 'lessons-learnt', 't-20260304T100000Z', undefined])
    expect(await said(mention('2026-06-01-a', fragment)), fragment).toEqual([]);
  expect(await said(mention('2026-06-02-broken', 'impact'))).toEqual([]);
});

test('an article that was frozen early has its headings under other ids', () => {
  const page = { language: 'en' as Language, ids: 's-impact t-20260304T100000Z' };
  const known = new Map([['2026-06-01-a', [page]]]);
  expect(
    checkMentions([mention('2026-06-01-a', 'impact'), mention('2026-06-01-a', 's-impact')], known),
  ).toEqual([]);
  expect(checkMentions([mention('2026-06-01-a', 's-lessons')], known)).toHaveLength(1);
});

test('a link to a heading that is not there gets the nearest one', async () => {
  expect(await said(mention('2026-06-01-a', 'impakt'))).toEqual(['INC306 Did you mean `#impact`?']);
  expect(await said(mention('2026-06-01-a', 'nope-nope'))).toEqual([
    'INC306 Headings there: `#impact`, `#lessons-learnt`.',
  ]);
  expect(await said(mention('2026-06-01-a', 't-20260304T110000Z'))).toHaveLength(1);
});

test('a missing report is reported, and nothing about its headings', async () => {
  expect(await said(mention('2026-06-01-b', 'impact'))).toEqual(['INC410 Did you mean `2026-06-01-a`?']);
});

test('links lead to the ids that pages have, from bodies, entries and actions', async () => {
  const link = '[x](../2026-06-01-a/en.md#impact)';
  const found = await edition(link, `    text: "${link}"\nactions:\n  - text: "Look at ${link}"\n`);
  const href = 'href="/en/incidents/2026-06-01-a/#impact"';
  expect(found.body.html).toContain(href);
  expect(found.role === 'original' && found.timeline[0]?.text?.html).toContain(href);
  expect(found.actions[0]?.prose?.html).toContain(href);
  expect(mentionsOf(found).map(({ fragment }) => fragment)).toEqual(['impact', 'impact', 'impact']);
  expect(mentionsOf(found).at(-1)?.range?.slice(0, 2)).toEqual([9, 20]);
  expect((await edition('[x](../2026-06-01-a/en.md#t-20260304T100000Z)')).body.html).toContain(
    '/#t-20260304T100000Z"',
  );
});

test('an entry can link to a heading of its own page', async () => {
  const found = await edition('## Impact\n\nx\n', '    text: See [impact](#impact).\n');
  expect(found.role === 'original' && found.timeline[0]?.text?.html).toContain('href="#impact"');
});
