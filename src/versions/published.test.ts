import { expect, test } from 'vitest';
import type { SourceFile } from '../model/file.ts';
import type { Edition, Prose } from '../model/edition.ts';
import { sha256 } from '../source/content-hash.ts';
import { action, entry, original, translation } from '../site/testing.ts';
import { ledgerRow, readLedger } from './ledger.ts';
import { missingPictures, picturesOf, readPublished, readPublishedFiles } from './published.ts';
import { filesOf, inWords, publish } from '../../test/versions/in-memory.ts';

const FOLDER = 'published/2020-09-15-web-frontend/en';
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const PICTURE = `${sha256(PNG)}.png`;
const prose = (html: string, ...pictures: readonly string[]): Prose => ({
  html,
  text: '',
  headings: [],
  links: [],
  pictures,
});

const FIRST = original([entry('11:00')], {}, { content: sha256('one') });
const SECOND = original(
  [entry('11:00'), entry('11:30')],
  {},
  {
    content: sha256('two'),
    version: { number: 2, revision: 1 },
    body: prose(`<p><img src="/assets/${PICTURE}" alt="x"></p>`, PICTURE),
  },
);
const FRENCH = translation('fr', { content: sha256('un') });
const WHOLE = publish(
  [
    { edition: FIRST, at: '11:10' },
    { edition: SECOND, at: '11:40' },
    { edition: FRENCH, at: '11:45', told: FIRST },
  ],
  new Map([[PICTURE, PNG]]),
);

/** What is read of the files after a change to them. */
function read(change: (files: Map<string, string | Uint8Array>) => void, more: readonly SourceFile[] = []) {
  const files = new Map(WHOLE);
  change(files);
  const { value, diagnostics } = readPublished([...filesOf(files), ...more]);
  return { value, said: inWords(diagnostics), hints: diagnostics.map(({ hint }) => hint?.text) };
}

test('what was published is read as it was', () => {
  const { value, said } = read(() => undefined);
  // Freezing writes the ledger of the site in a second step.
  expect(said).toEqual([
    `INC533 published/ledger.jsonl:1 It does not have line 1 of ${FOLDER}/ledger.jsonl`,
    'INC533 published/ledger.jsonl:1 It does not have line 1 of published/2020-09-15-web-frontend/fr/ledger.jsonl',
  ]);
  expect(value.texts.map(({ language, snapshots }) => [language, snapshots.length])).toEqual([
    ['en', 2],
    ['fr', 1],
  ]);
  const [english] = value.texts;
  expect(english?.snapshots[1]?.files).toEqual({
    source: 'Web frontend issue\n',
    html: WHOLE.get(`${FOLDER}/002.html`),
    edition: SECOND,
  });
  expect(english).toMatchObject({ orphans: [], movedFrom: undefined });
  expect(english?.ledgerText).toBe(WHOLE.get(`${FOLDER}/ledger.jsonl`));
  expect([...value.pictures.keys()]).toEqual([PICTURE]);
});

const SHOWN = 'This must not be served';

test.each<[what: string, file: string, body: (body: string) => string, said: string, hint: RegExp]>([
  [
    'a changed source',
    '001.md',
    (body) => `${body}x`,
    'INC511 This file was changed after it was published',
    /Put the change into a new version of incidents\/2020-09-15-web-frontend\/en\.md/,
  ],
  [
    'other line ends',
    '001.md',
    (body) => body.replaceAll('\n', '\r\n'),
    'INC511 The line ends of this file were changed',
    /\.gitattributes/,
  ],
  [
    'a pointer',
    '001.html',
    () => 'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n',
    'INC517 This is a Git LFS pointer, not the file that was published',
    /git lfs/,
  ],
])('%s: %s is found and not shown', (_, name, change, message, hint) => {
  const path = `${FOLDER}/${name}`;
  const { value, said, hints } = read((files) => files.set(path, change(String(files.get(path)))));
  const [code, ...words] = message.split(' ');
  expect(said[0]).toBe(`${code} ${path}:1 ${words.join(' ')}`);
  expect(hints[0]).toMatch(hint);
  expect(value.texts[0]?.snapshots.map(({ files }) => files !== undefined)).toEqual([false, true]);
});

test.each(['001.md', '001.html', '001.json'])(
  'a missing %s is reported, and its version not shown',
  (name) => {
    const { value, said } = read((files) => files.delete(`${FOLDER}/${name}`));
    expect(said[0]).toBe(
      `INC512 ${FOLDER}/${name}:1 Version 001 was published, but this file of it is missing`,
    );
    expect(said.filter((each) => each.startsWith('INC512'))).toHaveLength(1);
    expect(value.texts[0]?.snapshots.map(({ files }) => files !== undefined)).toEqual([false, true]);
  },
);

/** The first version with other files, which its ledger names. */
function forged(change: Partial<Record<'article' | 'data', string>>, edition: Edition = FIRST) {
  const files = publish([{ edition, at: '11:10', ...(change.article ? { article: change.article } : {}) }]);
  if (change.data !== undefined) {
    const [line] = readLedger(String(files.get(`${FOLDER}/ledger.jsonl`))).lines;
    files.set(`${FOLDER}/001.json`, change.data);
    files.set(`${FOLDER}/ledger.jsonl`, ledgerRow({ ...line!, data: sha256(change.data) }, undefined));
  }
  const { value, diagnostics } = readPublished(filesOf(files));
  return { said: inWords(diagnostics)[0], shown: value.texts[0]?.snapshots[0]?.files };
}

test.each([
  [
    'an article with a script',
    forged({ article: '<article><script></script></article>' }),
    `INC531 ${FOLDER}/001.html:1 ${SHOWN}: there is a \`<script>\``,
  ],
  [
    'data with a script',
    forged({ article: '<article></article>' }, { ...FIRST, body: prose('<script></script>') }),
    `INC531 ${FOLDER}/001.json:1 ${SHOWN}: there is a \`<script>\``,
  ],
  [
    'data of another format',
    forged({ data: '{"format":2}' }),
    `INC511 ${FOLDER}/001.json:1 This program does not know the format of this file`,
  ],
])('%s may have the right hash, and is not served', (_, { said, shown }, expected) => {
  expect(said).toBe(expected);
  expect(shown).toBeUndefined();
});

test('the files of a redacted version may be gone, and may not be there again', () => {
  const redact = (files: Map<string, string | Uint8Array>) => {
    const ledger = String(files.get(`${FOLDER}/ledger.jsonl`));
    const { lines, head } = readLedger(ledger);
    const line = {
      ...lines[0]!,
      published: lines[1]!.published,
      status: 'redacted',
      changes: 'A name',
    } as const;
    files.set(`${FOLDER}/ledger.jsonl`, ledger + ledgerRow(line, head));
  };
  const kept = read(redact);
  expect(kept.said.slice(0, 3)).toEqual(
    ['001.md', '001.html', '001.json'].map(
      (name) => `INC522 ${FOLDER}/${name}:1 A file of a redacted version is there again`,
    ),
  );
  expect(kept.hints[0]).toContain('`incident-press redact 2020-09-15-web-frontend 001 --lang en --reason …`');
  const gone = read((files) => {
    redact(files);
    for (const name of ['001.md', '001.html', '001.json']) files.delete(`${FOLDER}/${name}`);
  });
  expect(gone.said.filter((each) => !each.startsWith('INC533'))).toEqual([]);
  expect(gone.value.texts[0]?.snapshots).toMatchObject([
    { line: { redacted: 'A name' }, files: undefined },
    { line: { redacted: undefined } },
  ]);
  expect(gone.value.texts[0]?.orphans).toEqual([]);
});

test('files that no line mentions are named in their order, unless the ledger is broken', () => {
  const add = (files: Map<string, string | Uint8Array>) => {
    files.set(`${FOLDER}/b.md`, '');
    files.set(`${FOLDER}/003.md`, '');
  };
  expect(read(add).value.texts[0]?.orphans).toEqual(['003.md', 'b.md']);
  const broken = read((files) => {
    add(files);
    files.set(`${FOLDER}/ledger.jsonl`, `${String(files.get(`${FOLDER}/ledger.jsonl`))}x\n`);
  });
  expect(broken.said[0]).toBe(
    `INC510 ${FOLDER}/ledger.jsonl:3 The ledger is broken here: the line is not a JSON object`,
  );
  expect(broken.value.texts[0]).toMatchObject({ orphans: [], snapshots: [{}, {}] });
});

test.each([
  'published/notes.txt',
  'published/2020-09-15-web-frontend/notes.txt',
  'published/2020-09-15-web-frontend/en/more/001.md',
  'published/not a reference/en/001.md',
  'published/2020-09-15-web-frontend/en_US/001.md',
  'published/assets/more/x.png',
])('%s does not belong there', (path) => {
  const { said, value } = read((files) => files.set(path, ''));
  expect(said).toContain(
    `INC519 ${path}:1 Only \`incident-press freeze\` writes to \`published/\`, and it did not write this file`,
  );
  expect(value.texts).toHaveLength(2);
});

test.each<[SourceFile['refused'], message: string, hint: string]>([
  [{ kind: 'link' }, 'This is a link, and git would not keep the file it leads to', 'Restore it: '],
  [
    { kind: 'unreadable', reason: 'EACCES' },
    'This cannot be read: EACCES',
    'Correct its permissions. Restore it: ',
  ],
  [{ kind: 'special' }, 'This cannot be read as a file', 'Restore it: '],
])('a file that was not read is reported as that, and not as missing: %j', (refused, message, hint) => {
  const path = `${FOLDER}/001.md`;
  const { said, hints } = read((files) => files.delete(path), [{ path, bytes: new Uint8Array(), refused }]);
  expect(said.filter((each) => each.includes(path))).toEqual([`INC519 ${path}:1 ${message}`]);
  expect(hints.find((each) => each?.includes(path))?.startsWith(hint)).toBe(true);
});

test('other files count for nothing, and one in the place of the folder is reported', () => {
  const { value, diagnostics } = readPublishedFiles(
    filesOf(
      new Map([
        ['incidents/x/en.md', ''],
        ['published.md', ''],
        ['published', ''],
      ]),
    ),
  );
  expect(value.texts).toEqual([]);
  expect(diagnostics.map(({ place }) => place.file)).toEqual(['published']);
});

test('what was published under another name counts for nothing here', () => {
  const moved = new Map(
    [...WHOLE].map(([path, body]) => [path.replace('web-frontend', 'frontend'), body] as const),
  );
  const { value, diagnostics } = readPublishedFiles(filesOf(moved));
  const folder = 'published/2020-09-15-web-frontend';
  expect(inWords(diagnostics)).toEqual(
    ['en', 'fr'].map(
      (language) =>
        `INC526 incidents/2020-09-15-frontend/${language}.md:1 \`published/2020-09-15-frontend\` contains what was published as \`2020-09-15-web-frontend\``,
    ),
  );
  expect(value.texts).toMatchObject(
    ['en', 'fr'].map((language) => ({
      ledgerText: '',
      snapshots: [],
      orphans: [],
      movedFrom: `${folder}/${language}/`,
    })),
  );
});

test.each<[what: string, name: string, body: string | Uint8Array, said: string]>([
  [
    'a pointer',
    PICTURE,
    'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n',
    'INC517 This is a Git LFS pointer, not the file',
  ],
  [
    'other content',
    PICTURE,
    'x',
    'INC511 This picture was changed after it was published: its content does not match the hash in its name',
  ],
  ['no picture', `${sha256('x')}.png`, 'x', 'INC532'],
])('a picture that is not as it was published is not shown: %s', (_, name, body, message) => {
  const { said, value } = read((files) => files.set(`published/assets/${name}`, body));
  const [code, ...words] = message.split(' ');
  const own = said.find((each) => each.includes(name));
  expect(own?.startsWith(`${code} published/assets/${name}:1 ${words.join(' ')}`)).toBe(true);
  expect(value.pictures.has(name)).toBe(false);
});

test('a picture that a published version shows may not be missing', () => {
  const path = `published/assets/${PICTURE}`;
  const { said } = read((files) => files.delete(path));
  expect(said[0]).toBe(
    `INC514 ${path}:1 A published version of 2020-09-15-web-frontend shows this picture, but it is missing`,
  );
  expect(missingPictures(new Map([[PICTURE, 'x']]), new Set([path]))).toEqual([]);
});

test('the pictures of an edition are those of all its texts, sorted, each once', () => {
  const edition = original(
    [entry('11:00', { text: prose('', 'c', 'a') })],
    {},
    {
      body: prose('', 'b', 'c'),
      actions: [action('Look', { prose: prose('', 'd') })],
    },
  );
  expect(picturesOf(edition)).toEqual(['a', 'b', 'c', 'd']);
});

test('the ledger of the site and its checkpoint are read as they are', () => {
  const { value, said } = read((files) => {
    files.set('published/ledger.jsonl', 'x\n');
    files.set('published/checkpoint', 'y\n');
  });
  expect(value.history).toMatchObject({ ledgerText: 'x\n', checkpoint: 'y\n' });
  expect(said).toEqual([
    'INC510 published/ledger.jsonl:1 The ledger is broken here: the line is not a JSON object',
  ]);
});
