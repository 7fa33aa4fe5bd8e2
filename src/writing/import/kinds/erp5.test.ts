import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../../../../test/fuzz/runs.ts';
import { instantOf } from '../../../model/instant.ts';
import { OPTIONS } from '../testing.ts';
import { erp5Rounds } from './erp5.ts';
import { erp5Text, readErp5Document } from './erp5-document.ts';
import type { Erp5Document } from './erp5-document.ts';

const NAME = '2020-09-15-web-frontend';
const TEXT = `[FIXED] Incident started 15/09/2020 11:00 GMT: Web frontend issue

This article carries real-time information while the incident is open.

Last update: 2020-09-16
Version: 002
Language: en

15/09/2020 11:45 GMT All sites reachable [INCIDENT FINISHED]

15/09/2020 11:05 GMT Monitoring found the sites

Operations began work.

15/09/2020 11:00 GMT Some sites unreachable [INCIDENT STARTED]

## Impact

Sites could not be opened.
`;

test('a document is read by its name and the shape of its text', () => {
  expect(readErp5Document(`x/${NAME}-002-en.txt`, TEXT)).toEqual({
    path: `x/${NAME}-002-en.txt`,
    reference: NAME,
    version: '002',
    language: 'en',
    title: 'Web frontend issue',
    isFixed: true,
    lastUpdate: '2020-09-16',
    entries: [
      { at: '2020-09-15T11:45:00Z', title: 'All sites reachable', text: '', mark: 'finished' },
      {
        at: '2020-09-15T11:05:00Z',
        title: 'Monitoring found the sites',
        text: 'Operations began work.',
        mark: undefined,
      },
      { at: '2020-09-15T11:00:00Z', title: 'Some sites unreachable', text: '', mark: 'started' },
    ],
    body: '## Impact\n\nSites could not be opened.',
  });
  expect(readErp5Document('web-frontend.txt', TEXT)).toHaveProperty('why');
  expect(readErp5Document(`${NAME}-002-en.txt`, '\n')).toHaveProperty('why');
});

test('each version is a round, in the order in which readers got them; translations go with theirs', () => {
  const first = TEXT.replace('[FIXED] ', '')
    .replace('2020-09-16', '2020-09-15')
    .replace(/15\/09\/2020 11:45[^\n]*\n/, '');
  const rounds = erp5Rounds(
    [
      { path: `${NAME}-002-en.txt`, text: TEXT },
      { path: `${NAME}-002-de.txt`, text: TEXT.replace('Web frontend issue', 'Störung') },
      { path: `${NAME}-001-en.txt`, text: first },
      { path: 'notes.txt', text: 'x' },
    ],
    OPTIONS,
  );
  expect(rounds.map(({ at }) => at)).toEqual(['2020-09-15T11:05:00Z', '2020-09-16T00:00:00Z']);
  expect(rounds.map(({ reports }) => reports[0]?.version)).toEqual(['001', '002']);
  expect(rounds[1]?.reports[0]).toMatchObject({
    reference: NAME,
    timeline: [{ state: 'investigating' }, { state: undefined }, { state: 'resolved' }],
    translations: [{ language: 'de', title: 'Störung' }],
  });
  expect(rounds[1]?.notes).toMatchObject([{ kind: 'left-out', document: 'notes.txt' }]);
});

test('property: what is written is what is read', () => {
  const line = fc
    .stringMatching(/^[A-Za-z][A-Za-z ,.'-]{0,30}[a-z]$/)
    .map((text) => text.replaceAll(/ +/g, ' '));
  const document = fc.record({
    reference: fc.constant(NAME),
    version: fc.constantFrom('001', '012', '1000'),
    language: fc.constantFrom('en', 'pt-BR'),
    title: line,
    isFixed: fc.boolean(),
    lastUpdate: fc.constantFrom('2020-09-16', undefined),
    entries: fc.array(
      fc.record({
        at: fc.integer({ min: 1e7, max: 3e7 }).map((minutes) => instantOf(minutes * 60)),
        title: line,
        text: fc.oneof(
          fc.constant(''),
          line,
          fc.tuple(line, line).map((lines) => lines.join('\n\n')),
        ),
        mark: fc.constantFrom('started' as const, 'finished' as const, undefined),
      }),
      { maxLength: 5 },
    ),
    body: fc.oneof(
      fc.constant(''),
      line.map((text) => `## Impact\n\n${text}`),
    ),
  });
  fc.assert(
    fc.property(document, (told) => {
      const path = `${told.reference}-${told.version}-${told.language}.md`;
      const expected: Erp5Document = { path, ...told };
      expect(readErp5Document(path, erp5Text(told))).toEqual(expected);
    }),
    runs(300),
  );
});
