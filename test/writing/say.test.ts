import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAtomFeed } from 'feedsmith';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeFolderOf } from '../machines/made.ts';
import { makeFolder, runCommand } from '../run.ts';

const SITE = `name: Example
url: https://status.example.com/
languages: [en, fr, ar, ja, sv]
time_zone: Europe/Paris
services:
  - {id: web, name: Web, names: {fr: Site, ar: الموقع, ja: サイト}}
  - {id: api, name: API}
`;
const REFERENCE = '2026-03-04-uploads';
const INCIDENT = `---
title: "Uploads fail"
summary: "Uploads end with an error."
version: 001
services: [web, api]
timeline:
  - at: 2026-03-04T10:00:00Z
    state: investigating
    title: "Some uploads fail"
---
`;
const MAINTENANCE = `---
title: "New switches"
summary: "Short stops."
version: 001
kind: maintenance
planned: {start: 2026-03-04T10:00:00Z, end: 2036-03-04T11:00:00Z}
services: [web]
timeline:
  - at: 2026-03-01T10:00:00Z
    state: scheduled
    title: "We change the switches"
---
`;

let site: string;
beforeEach(() => {
  site = makeFolder();
  put('site.yaml', SITE);
  // Interface texts that a build needs; there are no sentences in the language.
  put('templates/messages/sv.yaml', readFileSync('templates/messages/en.yaml', 'utf8'));
  put(`incidents/${REFERENCE}/en.md`, INCIDENT);
});
afterEach(() => rmSync(site, { recursive: true }));

function put(path: string, text: string): void {
  mkdirSync(join(site, path, '..'), { recursive: true });
  writeFileSync(join(site, path), text);
}
const path = (language: string) => `incidents/${REFERENCE}/${language}.md`;
const read = (language: string) => readFileSync(join(site, path(language)), 'utf8');
const run = (...args: string[]) => runCommand(args, { cwd: site });
const AT = ['--at', '2026-03-04T10:10:00Z'];

test('a sentence is said in the original and in every language that has it', async () => {
  const { code, stdout } = await run('update', '--say', 'investigating', ...AT);
  expect(code).toBe(0);
  expect(read('en')).toBe(
    INCIDENT.replace(
      /---\n$/,
      `  - at: 2026-03-04T10:10:00Z
    state: investigating
    title: "We are investigating a problem with Web and API"
    said: investigating
---
`,
    ),
  );
  expect(read('fr')).toBe(`---
# Vetted sentences, written by \`--say\`. Write your own instead, and delete \`said\` there.
title: "Incident sur Site et API"
summary: "Ce rapport porte sur un incident affectant Site et API."
version: 001
timeline:
  - at: 2026-03-04T10:10:00Z
    said: investigating
    title: "Nous analysons un incident sur Site et API"
---
`);
  expect(read('ar')).toContain('title: "نتحقق من مشكلة في الموقع و\u2068API\u2069"');
  expect(read('ja')).toContain('title: "サイト、APIで発生している問題を調査しています"');
  expect(existsSync(join(site, path('sv')))).toBe(false);
  expect(stdout).toContain('note  said in fr, ar, ja as well\n');
  expect(stdout).toMatch(
    /note {2}not said in sv: templates\/say\/sv\.yaml has no sentence `investigating`\n/,
  );
});

test('what readers get of it: pages that say what they are, feeds, API; `status` counts them apart', async () => {
  await run('update', '--say', 'investigating', ...AT);
  await run('freeze', '--at', '2026-03-04T10:11:00Z');
  const again = await run(
    'update',
    '--say',
    'identified',
    '--next',
    '2036-03-04T17:30Z',
    '--at',
    '2026-03-04T10:20Z',
  );
  expect(again.code).toBe(0);
  expect(read('fr')).toContain('version: 002\n');
  expect(read('fr')).toContain('    text: "Prochain point\u00a0: 4 mars 2036 à 18:30 UTC+1."\n');
  expect((await run('freeze', '--at', '2026-03-04T10:21:00Z')).stdout).toMatch(/fr +002/);
  const made = await makeFolderOf(site);
  const page = made.text(`fr/incidents/${REFERENCE}/index.html`);
  expect(page).toContain('Cette page est faite de phrases toutes prêtes');
  expect(page).toContain('<meta name="robots" content="noindex">');
  expect(page).not.toContain('<link rel="alternate" hreflang=');
  expect(made.text(`en/incidents/${REFERENCE}/index.html`)).not.toContain('<link rel="alternate" hreflang=');
  expect(made.paths).toContain(`fr/incidents/${REFERENCE}/v/002/index.html`);
  const urls = [...made.text('sitemap.xml').matchAll(/<loc>[^<]*\/(\w+)\/incidents\//g)].map(
    ([, tag]) => tag,
  );
  expect(new Set(urls)).toEqual(new Set(['en']));
  expect(parseAtomFeed(made.text('fr/updates.atom')).entries?.[0]?.title).toBe(
    '[Cause identifiée] Incident sur Site et API\u00a0: La cause de l’incident sur Site et API est identifiée, nous préparons un correctif',
  );
  const { incidents } = made.json('api/v2/ar/incidents.json') as {
    incidents: { name: string; incident_updates: { body: string }[] }[];
  };
  expect(incidents[0]?.name).toBe('مشكلة في الموقع و\u2068API\u2069');
  expect(incidents[0]?.incident_updates[0]?.body).toContain('التحديث التالي: \u20684 مارس 2036');
  const { stdout } = await run('status', '--json');
  const states = (JSON.parse(stdout) as { language: string; state: string }[]).map(
    ({ language, state }) => `${language} ${state}`,
  );
  expect(states).toEqual(['en original', 'fr automatic', 'ar automatic', 'ja automatic', 'sv missing']);
  expect((await run('status', '--fail-on', 'automatic')).code).toBe(1);
  expect((await run('check', '--as-of', 'none')).stdout).not.toContain('INC403');
});

test('the words of a translator stay, and count as theirs; a text that lags behind in more is left', async () => {
  put(
    path('fr'),
    '---\ntitle: "Envois en échec"\nversion: 001\ntimeline:\n  - {at: 2026-03-04T10:00:00Z, title: "Des envois échouent"}\n---\nTexte.\n',
  );
  await run('update', '--say', 'monitoring', ...AT);
  expect(read('fr')).toBe(
    '---\ntitle: "Envois en échec"\nversion: 001\ntimeline:\n  - {at: 2026-03-04T10:00:00Z, title: "Des envois échouent"}\n  - at: 2026-03-04T10:10:00Z\n    said: monitoring\n    title: "Un correctif est en place sur Site et API, nous surveillons la situation"\n---\nTexte.\n',
  );
  put(path('ar'), read('ar').replaceAll('    said: monitoring\n', ''));
  const { stdout } = await run('status', '--json');
  expect(stdout).toMatch(/"language": "ar",\s+"state": "partial"/);
  await run('freeze', '--at', '2026-03-04T10:11:00Z');
  put(path('en'), read('en').replace('version: 001', 'version: 002') + 'More facts.\n');
  await run('freeze', '--at', '2026-03-04T10:15:00Z');
  const left = await run('update', '--say', 'resolved', '--at', '2026-03-04T10:20:00Z');
  expect(left.stdout).toContain(`not said in fr: ${path('fr')} translates version 001`);
  expect(read('ja')).toContain('version: 003\n');
});

test('`undo` takes a sentence out of all languages again', async () => {
  await run('update', '--say', 'investigating', ...AT);
  const { stdout } = await run('undo');
  expect(stdout).toContain('its sentences were taken out in ar, fr, ja as well');
  expect(read('en')).toBe(INCIDENT);
  for (const language of ['fr', 'ar', 'ja']) expect(existsSync(join(site, path(language)))).toBe(false);
  await run('update', '--say', 'investigating', ...AT);
  await run('freeze', '--at', '2026-03-04T10:11:00Z');
  const published = ['en', 'fr', 'ar'].map(read);
  await run('update', '--say', 'resolved', '--at', '2026-03-04T10:20:00Z');
  expect(read('fr')).toContain('est résolu');
  await run('undo');
  expect(['en', 'fr', 'ar'].map(read)).toEqual(published);
});

test('work begins, takes longer, ends, or is called off in every language', async () => {
  put(path('en'), MAINTENANCE);
  expect((await run('update', '--say', 'begun', ...AT)).code).toBe(0);
  expect((await run('extend', 'uploads', '--end', '2036-03-04T12:00Z', '--say')).code).toBe(0);
  expect(read('ja')).toContain('サイトのメンテナンスを延長します。新しい終了予定：2036年3月4日 13:00 UTC+1');
  expect(read('en')).toContain('end: 2036-03-04T12:00:00Z}');
  expect((await run('resolve', '--say')).stdout).toContain('said: finished');
  expect(read('fr')).toMatch(/title: "La maintenance sur Site est terminée"\n---\n$/);
  put(path('en'), MAINTENANCE);
  for (const language of ['fr', 'ar', 'ja']) rmSync(join(site, path(language)));
  const { code, stdout } = await run('cancel', 'uploads', '--say');
  expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringContaining('cancelled') as string });
  expect(read('fr')).toContain('La maintenance prévue sur Site est annulée');
  expect((await run('check', '--as-of', 'none')).code).toBe(0);
});

test.each([
  [['update', '--say', 'begun'], '`--say begun` is for maintenance, and 2026-03-04-uploads is an incident'],
  [['update', 'uploads', 'No', '--say', 'resolved'], '`--say` is the headline already'],
  [['update', '--say', 'resolved', '--state', 'monitoring'], '`--say` brings its state with it'],
  [['update', '--say', 'resolved', '--text', '-'], '`--say` takes no `--text`'],
  [['update', '--say', 'solved'], '`solved` does not fit `--say <sentence>`'],
  [['update'], "missing required argument 'words'"],
  [['resolve'], "missing required argument 'words'"],
  [['cancel', 'uploads', '--say'], '2026-03-04-uploads is not maintenance, and has no plan'],
  [['cancel', 'uploads'], "required option '--reason <text>' not specified; `--say` does without"],
  [['cancel', 'uploads', '--say', '--reason', 'Rain'], '`--say` takes no `--reason`'],
  [['extend', 'uploads', '--end', '+1h', '--say'], '2026-03-04-uploads is not maintenance, and has no plan'],
])('%j is refused, and nothing is written', async (words, message) => {
  const { code, stderr } = await run(...words);
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(message) as string });
  expect(read('en')).toBe(INCIDENT);
  expect(existsSync(join(site, path('fr')))).toBe(false);
});

test('a report that is over, and one of a language without the sentence, are refused with the way out', async () => {
  await run('resolve', '--say', ...AT);
  const { code, stderr } = await run('update', 'uploads', '--say', 'monitoring');
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: expect.stringContaining('Say in your own words what is new') as string,
  });
  put('site.yaml', SITE.replace('[en, fr, ar, ja, sv]', '[sv, fr]'));
  put('incidents/2026-03-05-mail/sv.md', INCIDENT.replaceAll('03-04T', '03-05T'));
  const other = await run('update', 'mail', '--say', 'monitoring', '--at', '2026-03-05T11:00:00Z');
  expect({ code: other.code, stderr: other.stderr }).toEqual({
    code: 2,
    stderr: expect.stringContaining('Write it in `templates/say/sv.yaml`') as string,
  });
  put('templates/say/sv.yaml', 'monitoring: "Vi följer läget"\n');
  expect((await run('update', 'mail', '--say', 'monitoring', '--at', '2026-03-05T11:00:00Z')).code).toBe(0);
});

test('`--json` names the languages that it was said in, and those left out with the reason', async () => {
  const { stdout } = await run('update', '--say', 'investigating', '--json', ...AT);
  expect(JSON.parse(stdout)).toMatchObject({
    said: ['fr', 'ar', 'ja'],
    not_said: [{ language: 'sv', why: 'templates/say/sv.yaml has no sentence `investigating`' }],
  });
});
