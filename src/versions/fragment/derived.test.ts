import { expect, test } from 'vitest';
import type { Prose } from '../../model/edition.ts';
import { sha256 } from '../../source/content-hash.ts';
import { action, entry, original, translation } from '../../site/testing.ts';
import { freezeEdition } from '../freeze.ts';
import type { Frozen } from '../freeze.ts';
import { readPublished } from '../published.ts';
import { filesOf, held, inWords, publish } from '../../../test/versions/in-memory.ts';
import { compareDerived } from './derived.ts';

const FOLDER = 'published/2020-09-15-web-frontend/en/';
const BODY: Prose = {
  html: '<p>Visitors <a href="/x/">waited</a>.</p>',
  text: '',
  headings: [],
  links: [],
  pictures: [],
};
const EDITION = original(
  [entry('11:00', { title: 'It  begins' })],
  {},
  {
    content: sha256('x'),
    body: BODY,
    summary: 'Slow',
    actions: [action('Look at it')],
  },
);
const ARTICLE =
  `<article><h1>Web frontend issue</h1><p>Slow</p><h2>It begins</h2>${BODY.html}` +
  '<ul><li>Look at it</li></ul></article>';

const frozen = (edition = EDITION, article = ARTICLE, renderer = 'incident-press 1.0.0') =>
  freezeEdition(held(edition), edition, 'resolved', article, renderer);

/** The published version, with this article. */
function snapshot(article = ARTICLE) {
  const files = publish([{ edition: EDITION, at: '11:10', article }]);
  return readPublished(filesOf(files)).value.texts[0]!.snapshots[0]!;
}

function compared(derived: Frozen | undefined, article = ARTICLE): string[] {
  return inWords(compareDerived(snapshot(article), derived, FOLDER));
}

test('a version that follows from its source has nothing to be said of', () => {
  expect(compared(frozen())).toEqual([]);
});

test('a version without files cannot be compared', () => {
  expect(compareDerived({ ...snapshot(), files: undefined }, undefined, FOLDER)).toEqual([]);
});

test('a version that publishing would not write does not follow from its source', () => {
  expect(compared(undefined)).toEqual([
    `INC534 ${FOLDER}001.md:1 This version does not follow from its source`,
  ]);
});

const FOLLOWS = 'does not follow from its source';

test.each<[key: 'source' | 'data' | 'content' | 'facts' | 'article', said: string]>([
  ['source', '001.md:1 This source differs from what publishing it again would write'],
  ['data', `001.json:1 The data ${FOLLOWS}`],
  ['content', `001.md:1 \`content\` in the ledger ${FOLLOWS}`],
  ['facts', `001.json:1 \`facts\` in the ledger ${FOLLOWS}`],
  ['article', `001.html:1 This article ${FOLLOWS}`],
])('another %s is reported at its file', (key, said) => {
  const { line, ...files } = frozen();
  expect(compared({ ...files, line: { ...line, [key]: sha256('other') } })).toEqual([
    `INC534 ${FOLDER}${said}`,
  ]);
});

test('an article is not compared where its source or data are others', () => {
  const { line, ...files } = frozen();
  const other = { ...line, data: sha256('other'), article: sha256('other') };
  expect(compared({ ...files, line: other })).toHaveLength(1);
});

const THEME = 'a'.repeat(64);

test('another program may make other bytes of the same text, which is noted', () => {
  const other = frozen(
    EDITION,
    ARTICLE.replace('<article>', '<article class="a">'),
    `program 2, theme ${THEME}`,
  );
  expect(compared(other)).toEqual([
    `INC535 ${FOLDER}001.html:1 It was made by \`incident-press 1.0.0\`, and \`program 2\` makes different bytes from the same text`,
  ]);
});

test('the same program makes the same bytes', () => {
  expect(compared(frozen(EDITION, ARTICLE.replace('<article>', '<article class="a">')))).toEqual([
    `INC534 ${FOLDER}001.html:1 This article ${FOLLOWS}`,
  ]);
});

test.each([
  ['another heading', '<h1>Web frontend issue</h1>', '<h1>Other</h1>'],
  ['another heading more', '<h1>', '<h1>Other</h1><h1>'],
  ['another summary', '<p>Slow</p>', '<p>Fast</p>'],
  ['another title of an entry', 'It begins', 'It ends'],
  ['another action', 'Look at it', 'Do not'],
  ['other prose', 'Visitors', 'Readers'],
  ['another link more', '<p>Slow</p>', '<p>Slow</p><a href="/y/">y</a>'],
])('an article of another program that says something else does not follow: %s', (_, from, to) => {
  const changed = ARTICLE.replace(from, to);
  expect(compared(frozen(EDITION, ARTICLE, 'program 2'), changed)).toEqual([
    `INC534 ${FOLDER}001.html:1 This article ${FOLLOWS}`,
  ]);
});

test('words that neither article has are not missed', () => {
  const short = ARTICLE.replace('<p>Slow</p>', '');
  expect(compared(frozen(EDITION, short.replace('<ul>', '<ul class="a">'), 'program 2'), short)[0]).toMatch(
    /^INC535/,
  );
  // They may be added, as long as nothing is left out that the other one has.
  expect(compared(frozen(EDITION, short, 'program 2'))[0]).toMatch(/^INC535/);
});

test('a translation is compared with the words of its own entries', () => {
  const french = translation('fr', {
    content: sha256('un'),
    entries: [{ at: entry('11:00').at, title: 'Début', text: undefined }],
  });
  const article = '<article><h1>Title in fr</h1><h2>Début</h2></article>';
  const files = publish([
    { edition: french, at: '11:10', told: EDITION, article: article.replace('Début', 'Fin') },
  ]);
  const own = readPublished(filesOf(files)).value.texts[0]!.snapshots[0]!;
  const derived = freezeEdition(held(french), EDITION, 'resolved', article, 'program 2');
  expect(compareDerived(own, derived, FOLDER).map(({ code }) => code)).toEqual(['INC534']);
});
