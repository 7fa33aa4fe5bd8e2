import { expect, test } from 'vitest';
import type { Edition, Original, Prose } from '../model/edition.ts';
import { formatVersion, parseVersion } from '../model/version.ts';
import { sha256 } from '../source/content-hash.ts';
import { entry, original, translation } from '../site/testing.ts';
import { ledgerRow, readLedger } from './ledger.ts';
import type { LiveText, Mode } from './live-text.ts';
import { readPublished } from './published.ts';
import type { PublishedText } from './published.ts';
import { factsHash, originalAt, reconcile } from './reconcile.ts';
import type { Reconciled } from './reconcile.ts';
import { at, filesOf, held, historyOf, publish } from '../../test/versions/in-memory.ts';
import type { Publication } from '../../test/versions/in-memory.ts';

const FOLDER = 'published/2020-09-15-web-frontend';
const PLACES = { version: [3, 10, 3, 13] as const };

/** An original under a number, with entries at these times; words of its own give it another content. */
function english(number: string, times: readonly string[], more: Partial<Original> = {}): Original {
  return original(
    times.map((time) => entry(time)),
    {},
    { version: parseVersion(number)!, content: sha256(times.join()), places: PLACES, ...more },
  );
}

function french(number: string, times: readonly string[], content = times.join()): Edition {
  const entries = times.map((time) => ({ at: at(time), title: `À ${time}`, text: undefined }));
  const version = parseVersion(number)!;
  return translation('fr', { version, content: sha256(content), places: PLACES, entries });
}

function live(edition: Edition): LiveText {
  const text = `---\ntitle: "${edition.title}"\nversion: ${formatVersion(edition.version)}\n---\n`;
  return { edition, text, source: text };
}

function published(...publications: readonly Publication[]): readonly PublishedText[] {
  return readPublished(filesOf(publish(publications))).value.texts;
}

/** What becomes of an original and its translations. */
function told(
  own: Original,
  translations: readonly Edition[],
  texts: readonly PublishedText[],
  mode: Mode = 'build',
) {
  const { value, diagnostics } = reconcile(live(own), translations.map(live), texts, mode);
  return { ...value, said: diagnostics.map(({ code, place }) => `${code} ${place.file.slice(-5, -3)}`) };
}

/** The number under which a text is published next. */
function next(each: Reconciled | undefined): string | undefined {
  const last = each?.history.editions.at(-1);
  return each?.history.isPending && last ? formatVersion(last.version) : undefined;
}

const FIRST = english('001', ['10:00']);
const SECOND = english('002', ['10:00', '10:30']);
const ONE = { edition: FIRST, at: '10:10' };
const TWO = { edition: SECOND, at: '10:40' };

test('a new text is published under its own number, as it is', () => {
  const { original: own, said } = told(FIRST, [], []);
  expect(said).toEqual([]);
  expect(own.verdict).toEqual({ kind: 'new', imported: false });
  expect(own.current).toEqual(FIRST);
  expect(own.history).toEqual({
    reference: FIRST.reference,
    language: 'en',
    ledger: '',
    isPending: true,
    bookkeeping: { version: undefined, lastUpdate: undefined, clearsChanges: false },
    editions: [{ ...held(FIRST), source: live(FIRST).source }],
  });
});

test('a draft is nothing that is shown', () => {
  const { original: own } = told(english('000', ['10:00']), [], []);
  expect(own).toMatchObject({ current: undefined, history: { editions: [], isPending: false } });
});

test('an unchanged text is the published one, with the places of its file', () => {
  const texts = published({ ...ONE, edition: { ...FIRST, title: 'As published' } });
  const { original: own, said } = told(FIRST, [], texts);
  expect(said).toEqual([]);
  expect(own.verdict).toEqual({ kind: 'unchanged' });
  expect(own.current).toEqual({ ...FIRST, title: 'As published', places: PLACES });
  expect(own.history).toMatchObject({
    isPending: false,
    bookkeeping: undefined,
    ledger: texts[0]?.ledgerText,
  });
  expect(own.history.editions).toEqual([
    {
      ...held({ ...FIRST, title: 'As published', places: {} }),
      html: '<article><h1>As published</h1></article>',
      published: at('10:10'),
    },
  ]);
});

test('a changed text is published under the next number, which is written into it', () => {
  const { original: own, said } = told({ ...SECOND, version: FIRST.version }, [], published(ONE));
  expect(said).toEqual(['INC501 en']);
  expect(own.current?.version).toEqual({ number: 2, revision: 1 });
  expect(own.history.bookkeeping?.version).toEqual({ number: 2, revision: 1 });
  expect(own.history.editions.map(({ source }) => source)).toEqual([
    'Web frontend issue\n',
    '---\ntitle: "Web frontend issue"\nversion: 002\n---\n',
  ]);
});

test('an older text that is back is the next version; the same under an older number is not', () => {
  const texts = published(ONE, TWO);
  expect(next(told(FIRST, [], texts).original)).toBe('003');
  expect(next(told({ ...SECOND, version: FIRST.version }, [], texts).original)).toBeUndefined();
});

test.each([
  ['001r2', ['10:00'], 'words', '001r2'],
  ['002', ['10:00', '10:30'], undefined, '002'],
  ['002', ['10:00'], undefined, undefined],
  ['001r2', ['10:00', '10:30'], undefined, undefined],
  ['004', ['10:00', '10:30'], undefined, undefined],
])('under the number %s, with entries at %j and %s, it is published as %s', (number, times, words, as) => {
  const edition = english(number, times, words === undefined ? {} : { content: sha256(words) });
  expect(next(told(edition, [], published(ONE)).original)).toBe(as);
});

test('a last update that goes back is not published', () => {
  const edition = english('003', ['10:00'], {
    content: sha256('x'),
    lastUpdate: at('10:20'),
    places: { last_update: [3, 1, 3, 2] },
  });
  const { original: own, said } = told(edition, [], published(ONE, TWO));
  expect([own.verdict.kind, next(own), ...said]).toEqual(['last-update-back', undefined, 'INC507 en']);
});

test('`changes` of the version before is not published again', () => {
  const before = english('001', ['10:00'], { changes: 'First words' });
  const { original: own } = told(
    english('002', ['10:00', '10:30'], { changes: 'First words' }),
    [],
    published({ ...ONE, edition: before }),
  );
  expect(own.current?.changes).toBeUndefined();
  expect(own.history.editions.at(-1)?.changes).toBe('');
  const other = told(
    english('002', ['10:00', '10:30'], { changes: 'Other words' }),
    [],
    published({ ...ONE, edition: before }),
  );
  expect(other.original.history.editions.at(-1)?.changes).toBe('Other words');
});

test('a picture with other content makes another version', () => {
  const body = (...pictures: readonly string[]): Prose => ({
    html: '',
    text: '',
    headings: [],
    links: [],
    pictures,
  });
  const png = (letter: string) => `${letter.repeat(64)}.png`;
  const before = { ...FIRST, body: body(png('a')) };
  expect(
    next(told({ ...FIRST, body: body(png('b')) }, [], published({ ...ONE, edition: before })).original),
  ).toBe('002');
  expect(next(told(before, [], published({ ...ONE, edition: before })).original)).toBeUndefined();
  // Of a damaged version, nobody knows which pictures it showed.
  const damaged = published({ ...ONE, edition: before }).map((text) => ({
    ...text,
    snapshots: text.snapshots.map((each) => ({ ...each, files: undefined })),
  }));
  const { original: own } = told({ ...FIRST, body: body(png('b')) }, [], damaged);
  expect(own).toMatchObject({ current: undefined, verdict: { kind: 'unchanged' } });
  expect(own.history.editions).toMatchObject([{ edition: undefined, source: undefined, html: undefined }]);
});

test('with a broken ledger, a text stays as it was published', () => {
  const [text] = published(ONE, TWO);
  const fault = { line: 3, kind: 'not-json', detail: '' } as const;
  const broken = { ...text!, ledger: { ...text!.ledger, fault } };
  const { original: own, said } = told(english('009', ['11:00']), [], [broken]);
  expect(said).toEqual([]);
  expect(own).toMatchObject({ verdict: { kind: 'unchanged' }, history: { isPending: false } });
  expect(own.current).toMatchObject({ version: SECOND.version, places: PLACES });
  expect(own.history.ledger).toBe(text!.ledgerText);
  const [older, newer] = text!.snapshots;
  const damaged = { ...broken, snapshots: [older!, { ...newer!, files: undefined }] };
  expect(told(english('009', ['11:00']), [], [damaged]).original.current?.version).toEqual(FIRST.version);
});

test('what was published under another name is not published again', () => {
  const [text] = published(ONE);
  const moved = { ...text!, snapshots: [], ledgerText: '', movedFrom: 'published/other/en/' };
  const { original: own } = told(SECOND, [], [moved]);
  expect(own).toMatchObject({ current: undefined, history: { editions: [], isPending: false } });
});

test('a text that was redacted is not published again', () => {
  const files = publish([ONE, TWO]);
  const ledger = String(files.get(`${FOLDER}/en/ledger.jsonl`));
  const { lines, head } = readLedger(ledger);
  const line = { ...lines[0]!, published: at('10:50'), status: 'redacted', changes: 'A name' } as const;
  files.set(`${FOLDER}/en/ledger.jsonl`, ledger + ledgerRow(line, head));
  const texts = readPublished(filesOf(files)).value.texts;
  expect(told({ ...FIRST, version: parseVersion('003')! }, [], texts).said).toEqual(['INC508 en']);
  expect(told(english('003', ['10:00', '11:00']), [], texts).said).toEqual([]);
  // Readers have the same text in a version that is not redacted.
  const again = publish([ONE, { ...TWO, edition: { ...SECOND, content: FIRST.content } }]);
  const own = String(again.get(`${FOLDER}/en/ledger.jsonl`));
  const old = readLedger(own);
  const row = ledgerRow({ ...line, ...old.lines[0]!, published: at('10:50'), status: 'redacted' }, old.head);
  again.set(`${FOLDER}/en/ledger.jsonl`, own + row);
  const shown = readPublished(filesOf(again)).value.texts;
  expect(told({ ...FIRST, version: parseVersion('003')! }, [], shown).said).not.toContain('INC508 en');
  expect(told(SECOND, [], texts).said).toEqual([]);
});

test('only the texts of the same report and language count', () => {
  const [text] = published(ONE);
  const others = [
    { ...text!, language: 'fr' },
    { ...text!, reference: '2020-09-16-other' },
  ] as unknown as readonly PublishedText[];
  expect(told(SECOND, [], others).original.verdict).toEqual({ kind: 'new', imported: true });
});

const UN = { edition: french('001', ['10:00']), at: '10:15', told: FIRST };

test('a translation has the last update of the version it tells', () => {
  const { translations } = told(SECOND, [french('001', ['10:00'])], published(ONE));
  const [own] = translations;
  expect(own?.history.editions.at(-1)?.lastUpdate).toBe(at('10:00'));
  expect(own?.current).toEqual(french('001', ['10:00']));
  const newer = told(SECOND, [french('002', ['10:00', '10:30'])], published(ONE)).translations[0];
  expect(newer?.history.editions.at(-1)?.lastUpdate).toBe(at('10:30'));
});

test.each<[what: string, own: Original, edition: Edition, next: string | undefined]>([
  ['an entry that only the pending version has', SECOND, french('001', ['10:00', '10:30']), '002'],
  ['another wording of the version it tells', SECOND, french('001', ['10:00'], 'words'), '001r2'],
  ['an entry that its original never had', SECOND, french('001', ['10:00', '10:20']), '001r2'],
  ['the number that its original is about to have', SECOND, french('002', ['10:00', '10:30']), '002'],
  ['the same words for newer facts', SECOND, french('002', ['10:00']), '002'],
  ['nothing new', SECOND, french('001', ['10:00']), undefined],
  ['a number above that of its original', FIRST, french('002', ['10:00'], 'words'), undefined],
])('a translation that has %s', (_, own, edition, as) => {
  const { translations } = told(own, [edition], published(ONE, UN));
  expect(next(translations[0])).toBe(as);
});

test('facts that changed since are no matter of a translation of the version before', () => {
  const revision = french('001r2', ['10:00'], 'words');
  expect(next(told(SECOND, [revision], published(ONE, UN)).translations[0])).toBe('001r2');
});

test('a translation that is reverted together with its original gets its number', () => {
  const deux = { edition: french('002', ['10:00', '10:30']), at: '10:45', told: SECOND };
  const texts = published(ONE, UN, TWO, deux);
  const both = told(FIRST, [french('001', ['10:00'])], texts);
  expect([next(both.original), next(both.translations[0])]).toEqual(['003', '003']);
  expect(both.said).toEqual(['INC504 en', 'INC504 fr']);
  const alone = told(SECOND, [french('001', ['10:00'])], texts);
  expect([next(alone.original), next(alone.translations[0])]).toEqual([undefined, '002r2']);
});

test('the original of a number is the newest of it that is there', () => {
  const words = english('001r2', ['10:00'], { title: 'Other words' });
  const gone = { ...held(english('001r3', ['10:00'])), edition: undefined };
  const history = historyOf(FIRST, [held(FIRST), held(words), gone, held(SECOND)]);
  expect(originalAt(history, 1)?.title).toBe('Other words');
  expect(originalAt(history, 2)).toBe(SECOND);
  expect(originalAt(history, 3)).toBeUndefined();
  const un = french('001', ['10:00']);
  expect(originalAt(historyOf(un, [held(un)]), 1)).toBeUndefined();
});

test('the hash of facts tells what readers were told, not in which words', () => {
  expect(factsHash(FIRST)).toBe(factsHash({ ...FIRST, title: 'Other words' }));
  expect(factsHash(FIRST)).not.toBe(factsHash(SECOND));
});
