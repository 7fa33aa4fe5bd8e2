import { expect, test } from 'vitest';
import type { CompletionItem } from 'vscode-languageserver-types';
import { completionsAt } from './completion.ts';
import { cursorIn, fileOf, FRENCH, ORIGINAL, SITE } from '../../test/editor/view.ts';

const MATTER = (SITE[ORIGINAL] ?? '').split('---')[1] ?? '';

/** What is offered where `‸` is in a text. */
async function offered(path: string, marked: string, hasSnippets = false): Promise<CompletionItem[]> {
  const { text, position } = cursorIn(marked);
  return completionsAt(await fileOf(path, text), position, { hasSnippets });
}

async function labels(path: string, marked: string): Promise<readonly string[]> {
  return (await offered(path, marked)).map(({ label }) => label);
}

function report(change: (matter: string) => string, body = '\nWords.\n'): string {
  return `---${change(MATTER)}---\n${body}`;
}

test('keys are offered where they are allowed and missing, with what they mean', async () => {
  const items = await offered(
    ORIGINAL,
    report((matter) => matter.replace('severity: minor', 'sev‸')),
  );
  const all = items.map(({ label }) => label);
  expect(all).toContain('severity');
  expect(all).toContain('postmortem');
  expect(all).not.toContain('title');
  expect(all).not.toContain('at');
  const severity = items.find(({ label }) => label === 'severity');
  expect(severity).toMatchObject({
    documentation: { kind: 'markdown', value: 'How bad it was for users' },
    textEdit: { newText: 'severity: ', range: { start: { character: 0 }, end: { character: 3 } } },
  });
  const [first] = await offered(ORIGINAL, '---\ntitle: "a"\n‸\n---\n');
  expect(first).toMatchObject({ label: 'summary', detail: 'required' });
});

test('a translation is offered prose only, and the times of entries it lacks', async () => {
  const french = SITE[FRENCH] ?? '';
  expect(await labels(FRENCH, french.replace('version: 001', 'version: 001\n‸'))).toEqual([
    'changes',
    'actions',
  ]);
  const more = french.replace('---\n\n##', '  - at: ‸\n---\n\n##');
  const items = await offered(FRENCH, more);
  expect(items.map(({ label, detail }) => [label, detail])).toEqual([
    ['2024-05-01T11:00:00Z', 'A queue is full'],
  ]);
});

test('states that may follow', async () => {
  const after = (state: string) =>
    report((matter) =>
      matter
        .replace('state: identified', `state: ${state}`)
        .replace(/\n$/, '\n  - at: 2024-05-01T12:00:00Z\n    state: ‸\n'),
    );
  expect(await labels(ORIGINAL, after('identified'))).toEqual(['monitoring', 'resolved', 'withdrawn']);
  expect(await labels(ORIGINAL, after('resolved'))).toEqual([
    'investigating',
    'identified',
    'monitoring',
    'withdrawn',
  ]);
  const first = report((matter) => matter.replace('state: investigating', 'state: ‸'));
  expect(await labels(ORIGINAL, first)).toContain('investigating');
});

test('services by name, in a list, in a map and with their states', async () => {
  const list = await offered(
    ORIGINAL,
    report((matter) => matter.replace('[mail]', '[mail, ‸]')),
  );
  expect(list.map(({ label, detail }) => [label, detail])).toEqual([['web', 'Web shop']]);
  expect(
    await labels(
      ORIGINAL,
      report((matter) => matter.replace('[mail]', '{‸}')),
    ),
  ).toEqual(['mail', 'web']);
  const state = report((matter) => matter.replace('partial_outage', '‸'));
  expect(await labels(ORIGINAL, state)).toContain('major_outage');
});

test('the present, in UTC and in the time zone of the site', async () => {
  const text = report((matter) => matter.replace('at: 2024-05-01T11:00:00Z', 'at: ‸'));
  expect(await labels(ORIGINAL, text)).toEqual(['2024-05-01T12:00:00Z', '2024-05-01 14:00 Europe/Paris']);
});

test('whole entries and actions, where the editor can jump between places', async () => {
  const text = report((matter) => `${matter}  - ‸\n`);
  const entry = (await offered(ORIGINAL, text, true)).find(({ label }) => label === 'entry');
  expect(entry).toMatchObject({ insertTextFormat: 2 });
  expect(entry?.textEdit?.newText).toMatch(/^at: \$\{1:2024-05-01T12:00:00Z\}\nstate: /);
  expect(await labels(ORIGINAL, text)).not.toContain('entry');
  const action = await offered(
    ORIGINAL,
    report((matter) => `${matter}actions:\n  ‸\n`),
    true,
  );
  expect(action.map(({ label }) => label)).toEqual(['action']);
  expect(action[0]?.textEdit?.newText).toMatch(/^- text: /);
});

test('links lead to reports, headings and entries, pictures to those of the folder', async () => {
  const body = (words: string) => report((matter) => matter, `\n## Impact\n\n${words}\n`);
  expect(await labels(ORIGINAL, body('See [it](‸'))).toEqual([
    '../2024-04-01-web/',
    '#impact',
    '#t-20240501T100000Z',
    '#t-20240501T110000Z',
  ]);
  expect(await labels(ORIGINAL, body('See [it](../2024-04-01-web/#‸)'))).toEqual([
    'impact',
    'lessons-learnt',
    't-20240401T100000Z',
    't-20240401T110000Z',
  ]);
  const { text, position } = cursorIn(body('![](‸)'));
  const file = await fileOf(ORIGINAL, text);
  const site = { ...file.site, pathsOf: () => [ORIGINAL, 'incidents/2024-05-01-mail/graph.png'] };
  expect(
    completionsAt({ ...file, site }, position, { hasSnippets: false }).map(({ label }) => label),
  ).toEqual(['graph.png']);
  const inEntry = report((matter) => matter.replace('(../2024-04-01-web/en.md#impact)', '(../‸)'));
  expect(await labels(ORIGINAL, inEntry)).toContain('../2024-04-01-web/');
});

test('rules to ignore, in a comment of the text and of the front matter', async () => {
  const body = report((matter) => matter, '\n<!-- incident-press-ignore: bl‸ -->\n');
  const items = await offered(ORIGINAL, body);
  expect(items.find(({ label }) => label === 'blame')).toMatchObject({
    detail: expect.stringMatching(/\w/),
    textEdit: { newText: 'blame', range: { start: { character: 28 }, end: { character: 30 } } },
  });
  const matter = await labels(
    ORIGINAL,
    report((text) => text.replace('severity', '# incident-press-ignore: ‸\nseverity')),
  );
  expect(matter).toContain('brief');
});

test('site.yaml: keys, words, rules, zones and references', async () => {
  const site = SITE['site.yaml'] ?? '';
  expect(await labels('site.yaml', `${site}‸`)).toContain('outputs');
  expect(await labels('site.yaml', `${site}‸`)).not.toContain('services');
  expect(await labels('site.yaml', site.replace('name: Web shop\n', 'name: Web shop\n    ‸\n'))).toContain(
    'group',
  );
  expect(await labels('site.yaml', `${site}outputs: [‸]`)).toContain('feed');
  const rules = await offered('site.yaml', `${site}rules:\n  ‸`);
  expect(rules.find(({ label }) => label === 'blame')).toMatchObject({
    textEdit: { newText: 'blame: ' },
    detail: expect.stringMatching(/\w/),
  });
  expect(await labels('site.yaml', `${site}rules:\n  blame: ‸`)).toEqual(['on', 'off']);
  expect(await labels('site.yaml', site.replace('Europe/Paris', '‸'))).toContain('Asia/Tokyo');
  expect(await labels('site.yaml', `${site}aliases:\n  /old/: ‸`)).toContain('2024-04-01-web');
  expect(await labels('site.yaml', `${site}names:\n  ‸`)).toEqual(['fr']);
});

test('interface texts: the keys that are missing, with the English text and its values', async () => {
  const path = 'templates/messages/fr.yaml';
  const items = await offered(path, 'state:\n  resolved: "Résolu"\n  ‸', true);
  expect(items.map(({ label }) => label)).not.toContain('resolved');
  expect(items.find(({ label }) => label === 'investigating')).toMatchObject({
    documentation: { value: 'English: Investigating' },
    textEdit: { newText: 'investigating: "${1:Investigating}"' },
  });
  expect(await labels(path, 'article:\n  updated: "Mise à jour {‸')).toEqual(['{$when}']);
});

test('nothing is offered in other files', async () => {
  expect(await labels('templates/style.css', 'a‸')).toEqual([]);
});
