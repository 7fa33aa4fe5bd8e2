import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { expect, test } from 'vitest';
import type { BuildOptions } from '../../src/pipeline/build.ts';
import type { SourceFile } from '../../src/model/file.ts';
import { emptyMemory } from '../../src/pipeline/remember/memory.ts';
import type { Memory } from '../../src/pipeline/remember/memory.ts';
import { sha256 } from '../../src/source/content-hash.ts';
import { frontMatterJsonSchema, siteJsonSchema } from '../../src/source/json-schema.ts';
import { publishedFiles } from '../freeze.ts';
import { ROOT } from '../run.ts';
import { fieldsOf, REPORT_VALUES, SILENT, SITE_VALUES, withField } from './fields.ts';
import { buildStep, cleanOutcome, looksOf, outcomeOf, outputAfter, THEME } from './steps.ts';
import type { Output, Step } from './steps.ts';

const OPTIONS: BuildOptions = { strict: false, keepGoing: true, drafts: true, mode: 'build' };

const PICTURE = readFileSync(join(ROOT, 'incidents/2022-11-02-object-storage/graph.png'));

const SITE = {
  name: 'Status',
  url: 'https://status.example.com/',
  languages: ['en', 'fr'],
  services: [
    { id: 'web', name: 'Web' },
    { id: 'mail', name: 'Mail' },
  ],
  headers: { hsts: '60' },
};
const REPORT = {
  title: 'Everything is slow',
  summary: 'Pages took minutes.',
  version: '001',
  severity: 'minor',
  services: ['web'],
  timeline: [
    { at: '2024-05-01T09:00:00Z', state: 'investigating', title: 'It begins', text: 'First words.' },
    { at: '2024-05-01T10:00:00Z', state: 'resolved', title: 'It ends' },
  ],
};
const TRANSLATION = {
  title: 'Tout est lent',
  version: '001',
  timeline: [{ at: '2024-05-01T09:00:00Z', title: 'Début', text: 'Premiers mots.' }],
};
const QUIET = {
  ...REPORT,
  title: 'Nothing much',
  timeline: REPORT.timeline.map((each) => ({ ...each, at: each.at.replace('05-01', '05-03') })),
};
const SLOW = 'incidents/2024-05-01-slow';

const markdown = (data: unknown) => `---\n${stringify(data)}---\n\nWords about it.\n`;

/** A site of two reports, one of which is published in two languages; all by path. */
async function startFiles(): Promise<Map<string, string | Uint8Array>> {
  const files = new Map<string, string | Uint8Array>([
    ['site.yaml', stringify(SITE)],
    ['.gitattributes', 'published/** -text\nincidents/**/*.md text eol=lf\n'],
    [`${SLOW}/en.md`, markdown(REPORT)],
    [`${SLOW}/fr.md`, markdown(TRANSLATION)],
    [`${SLOW}/graph.png`, PICTURE],
  ]);
  const { result } = await cleanOutcome({ files: sourceFiles(files), options: OPTIONS });
  for (const { path, body } of publishedFiles(await result.texts())) files.set(path, body);
  files.set('incidents/2024-05-03-quiet/en.md', markdown(QUIET));
  return files;
}

function sourceFiles(files: ReadonlyMap<string, string | Uint8Array>): SourceFile[] {
  return [...files]
    .map(([path, body]) => ({
      path,
      bytes: typeof body === 'string' ? new TextEncoder().encode(body) : body,
    }))
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

/** Builds a site while it is edited; says for each build whether the result differs from the one before. */
async function startBuilds() {
  const files = await startFiles();
  let memory: Memory = emptyMemory();
  let output: Output = new Map();
  let last = '';
  /** What clean builds came to, by the site: after each change it is put back as it was. */
  const known = new Map<string, Record<string, string>>();
  const cleanly = async (step: Step) => {
    const site = sha256(JSON.stringify([...files].map(([path, body]) => [path, sha256(body)]).toSorted()));
    const outcome = known.get(site) ?? (await cleanOutcome(step)).outcome;
    known.set(site, outcome);
    return outcome;
  };
  return {
    files,
    build: async (what: string): Promise<boolean> => {
      const step = { files: looksOf(sourceFiles(files)), options: OPTIONS };
      const clean = await cleanly(step);
      const result = await buildStep(step, memory);
      const after = outputAfter(result, output);
      expect(await outcomeOf(result, after), what).toEqual(clean);
      ({ memory } = result);
      if (after.size > 0) output = after;
      const isOther = JSON.stringify(clean) !== last;
      last = JSON.stringify(clean);
      return isOther;
    },
  };
}

/**
 * Sets each field of a file to each of its values and puts it back; returns the fields that made no
 * difference.
 */
async function walk(
  path: string,
  base: unknown,
  values: Readonly<Record<string, readonly unknown[]>>,
  write: (data: unknown) => string,
): Promise<string[]> {
  const { files, build } = await startBuilds();
  await build('nothing');
  const silent: string[] = [];
  for (const [field, all] of Object.entries(values)) {
    let isHeard = false;
    for (const [at, value] of all.entries()) {
      files.set(path, write(withField(base, field, value)));
      isHeard = (await build(`${path}: ${field}, value ${at}`)) || isHeard;
    }
    files.set(path, write(base));
    await build(`${path}: ${field}, as it was`);
    if (!isHeard) silent.push(field);
  }
  return silent;
}

test('there are values for every field that there is', () => {
  const known = (values: object) => Object.keys(values).toSorted();
  expect(fieldsOf(frontMatterJsonSchema({ serviceIds: [] })).toSorted()).toEqual(known(REPORT_VALUES));
  expect(fieldsOf(siteJsonSchema()).toSorted()).toEqual(known(SITE_VALUES));
});

test('every single field of a report: a build that remembers gives what a clean one gives', async () => {
  expect(await walk(`${SLOW}/en.md`, REPORT, REPORT_VALUES, markdown)).toEqual([]);
}, 600_000);

test('every single field of a translation', async () => {
  expect(await walk(`${SLOW}/fr.md`, TRANSLATION, REPORT_VALUES, markdown)).toEqual([]);
}, 600_000);

test('every single field of site.yaml', async () => {
  const silent = await walk('site.yaml', SITE, SITE_VALUES, stringify);
  expect(silent.filter((field) => !SILENT.test(field))).toEqual([]);
}, 600_000);

test('every single interface text', async () => {
  const { files, build } = await startBuilds();
  await build('nothing');
  const shipped = THEME.find(({ path }) => path === 'templates/messages/en.yaml')?.bytes;
  const texts = parse(new TextDecoder().decode(shipped)) as Record<string, unknown>;
  const heard: string[] = [];
  const keys = leavesOf(texts);
  for (const { key, change } of keys) {
    change();
    files.set('templates/messages/en.yaml', stringify(texts));
    if (await build(key)) heard.push(key);
  }
  expect(keys.length).toBeGreaterThan(100);
  // The others stand on pages that this site does not have, or for values that its reports do not have.
  expect(heard.length).toBeGreaterThan(keys.length / 3);
}, 900_000);

/** All texts of nested groups, each with what changes it for good. */
function leavesOf(group: Record<string, unknown>, above = ''): { key: string; change: () => void }[] {
  return Object.entries(group).flatMap(([name, value]) => {
    const key = above === '' ? name : `${above}.${name}`;
    if (typeof value !== 'string') return leavesOf(value as Record<string, unknown>, key);
    const changed = /\}\}\s*$/.test(value) ? value.replace(/\}\}\s*$/, ' !}}') : `${value} !`;
    return [{ key, change: () => (group[name] = changed) }];
  });
}

test('every single template, style and script', async () => {
  const { files, build } = await startBuilds();
  await build('nothing');
  const silent: string[] = [];
  const isMeant = (path: string) => !/^templates\/(?:messages|new|dev)\//.test(path);
  const parts = THEME.filter(({ path }) => isMeant(path));
  for (const { path, bytes } of parts) {
    const more = path.endsWith('.eta')
      ? '<!-- more -->'
      : path.endsWith('.svg')
        ? '<!-- -->'
        : path.endsWith('.css')
          ? '.more { top: 0 }'
          : '/* more */';
    files.set(path, `${new TextDecoder().decode(bytes)}${more}\n`);
    if (!(await build(path))) silent.push(path);
    files.delete(path);
    await build(`${path}, as it was`);
  }
  expect(parts.length).toBeGreaterThan(40);
  // What shows old addresses, plans, open reports or what differs between versions is not made for this site.
  expect(parts.length - silent.length).toBeGreaterThan(30);
  expect(silent).not.toContain('templates/style.css');
  expect(silent).not.toContain('templates/page/article.eta');
}, 600_000);
