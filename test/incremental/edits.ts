import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BuildOptions } from '../../src/pipeline/build.ts';
import type { RenderedText } from '../../src/pipeline/rendered-text.ts';
import { readTheme } from '../../src/host/files/site-files.ts';
import type { SourceFile } from '../../src/model/file.ts';
import type { Instant } from '../../src/model/instant.ts';
import { sha256 } from '../../src/source/content-hash.ts';
import { siteFilesAfter } from '../../src/versions/site-ledger.ts';
import { publishedFiles } from '../freeze.ts';
import { ROOT } from '../run.ts';

/** A site between two builds: its files, its options, what it was before, and what freezing would write. */
export interface World {
  readonly files: Map<string, Uint8Array>;
  options: BuildOptions;
  readonly past: Map<string, Uint8Array>[];
  texts: readonly RenderedText[];
}

/** One edit: what is done, and two numbers it makes its choices with. */
export interface Edit {
  readonly kind: EditKind | 'start';
  readonly pick: number;
  readonly word: number;
}

const OPTIONS: BuildOptions = { strict: false, keepGoing: false, drafts: false, mode: 'build' };
const encode = (text: string) => new TextEncoder().encode(text);
const decode = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);

const THEME = readTheme();
const PLUGIN = 'plugins/own.mjs';
const PICTURES = ['2022-11-02-object-storage/graph.png', '2025-10-29-api/latency.png'].map((path) =>
  readFileSync(join(ROOT, 'incidents', path)),
);
const WORDS = ['mail', 'storage', 'name servers', 'a **database**', '`cache` & queue', 'login <page>'];
const REFERENCES = [1, 2, 3, 4].map((day) => `2024-05-0${day}-report`);
/** Before, during and after the work that `planned work` plans for the fourth of May. */
const PRESENTS = ['2024-05-04T08:00:00Z', '2024-05-04T09:30:00Z', '2024-05-04T11:00:00Z'] as Instant[];

/** A site of two reports in two languages, with a picture. */
export function startWorld(): World {
  const world: World = { files: new Map(), options: OPTIONS, past: [], texts: [] };
  write(world, 'site.yaml', siteYaml(0));
  write(world, '.gitattributes', 'published/** -text\nincidents/**/*.md text eol=lf\n');
  for (const day of [0, 1]) write(world, original(day), report(day, 1, 'mail'));
  world.files.set(`incidents/${REFERENCES[0]}/graph.png`, PICTURES[0] as Uint8Array);
  write(world, translation(0), translated(0, 1, 'courriel'));
  return world;
}

/** The files as a build takes them. */
export function sourceFiles({ files }: World): SourceFile[] {
  return [...files].map(([path, bytes]) => ({ path, bytes })).toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

/** Does an edit. False if there was nothing to do it to. */
export function apply(world: World, { kind, pick, word }: Edit): boolean {
  if (kind === 'start') return true;
  const before = new Map(world.files);
  const options = world.options;
  EDITS[kind](world, pick, WORDS[word % WORDS.length] ?? '', word);
  const isChanged =
    world.options !== options ||
    before.size !== world.files.size ||
    [...world.files].some(([path, bytes]) => decode(before.get(path)) !== decode(bytes));
  if (isChanged && kind !== 'revert') world.past.push(before);
  return isChanged;
}

const EDITS = {
  'new report': (world, pick, word) => write(world, original(pick), report(pick, 1, word)),
  'planned work': (world, pick, _, number) =>
    write(world, original(pick), plannedWork(pick, 1 + (number % 2))),
  'edit text': (world, pick, word) =>
    change(world, original(pick), (text) => text.replace(/^Words .*$/m, `Words about ${word}.`)),
  'edit entry': (world, pick, word) =>
    change(world, original(pick), (text) => text.replace(/First words .*$/m, `First words about ${word}.`)),
  'edit fact': (world, pick, _, number) =>
    change(world, original(pick), (text) =>
      text.replace(/^severity: .*$/m, `severity: ${['minor', 'major', 'critical'][number % 3]}`),
    ),
  'edit title': (world, pick, word) =>
    change(world, original(pick), (text) => text.replace(/^title: .*$/m, `title: "Trouble with ${word}"`)),
  'new version': (world, pick, word) =>
    change(world, original(pick), (text) => {
      const version = Number(/^version: 00(\d)/m.exec(text)?.[1] ?? 1) + 1;
      return report(pick, Math.min(version, 9), word);
    }),
  'new translation': (world, pick, word) => {
    if (world.files.has(original(pick))) write(world, translation(pick), translated(pick, 1, word));
  },
  'edit translation': (world, pick, word, number) =>
    change(world, translation(pick), () => translated(pick, 1 + (number % 2), word)),
  mistake: (world, pick, _, number) =>
    change(world, original(pick), (text) =>
      text.replace(/^severity: .*$/m, number % 2 ? 'severity: enormous' : 'severity: minor\nowner: nobody'),
    ),
  link: (world, pick, _, number) =>
    change(world, original(pick), (text) =>
      text.replace(/^Words .*$/m, `Words and [a link](../${REFERENCES[number % 4]}/).`),
    ),
  related: (world, pick, _, number) =>
    change(world, original(pick), (text) =>
      text.replace(/^(?:related: .*\n)?severity/m, `related: [${REFERENCES[number % 4]}]\nseverity`),
    ),
  picture: (world, pick, _, number) => {
    const path = `incidents/${REFERENCES[pick % 4]}/graph.png`;
    if (world.files.has(path)) world.files.set(path, PICTURES[number % 2] as Uint8Array);
  },
  'delete file': (world, pick) =>
    void world.files.delete(pick % 2 ? translation(pick >> 1) : original(pick >> 1)),
  'delete report': (world, pick) => {
    for (const path of world.files.keys())
      if (path.includes(`incidents/${REFERENCES[pick % 4]}/`)) world.files.delete(path);
  },
  template: (world, pick, _, number) => {
    const name = [
      'page/article',
      'partials/timeline',
      'partials/teaser',
      'layout',
      'page/history',
      'page/edition',
      'page/index',
    ][pick % 7];
    const path = `templates/${name}.eta`;
    const own = THEME.find((file) => file.path === path);
    // Articles are published, and may not have a comment in them.
    write(world, path, `${decode(own?.bytes)}<p>${number % 5}</p>\n`);
  },
  'broken template': (world, pick) => {
    const path = ['templates/page/article.eta', 'templates/partials/teaser.eta'][pick % 2] ?? '';
    write(world, path, pick % 3 ? '<p><%= it.titel %></p>\n' : '<p><% if ( %></p>\n');
  },
  'template away': (world) => {
    for (const path of world.files.keys()) if (path.endsWith('.eta')) world.files.delete(path);
  },
  'interface text': (world, pick, _, number) => {
    const key = ['skip', 'index.calm', 'prose.note'][number % 3] as string;
    const [group, name] = key.split('.');
    const text = `"Text ${number % 3}"`;
    write(
      world,
      `templates/messages/${pick % 2 ? 'en' : 'fr'}.yaml`,
      name ? `${group}:\n  ${name}: ${text}\n` : `${group}: ${text}\n`,
    );
  },
  style: (world, pick, _, number) => {
    if (pick % 3 !== 1) write(world, 'templates/style.css', `body { margin: ${number % 3}em }\n`);
    else if (number % 3 === 2) world.files.delete('templates/extra.css');
    else write(world, 'templates/extra.css', number % 3 ? '@import "x.css";\n' : 'main { color: #222 }\n');
  },
  'own page': (world, pick, word, number) => {
    const path = `pages/${['about', 'contact'][pick % 2]}/${pick % 4 > 1 ? 'fr' : 'en'}.md`;
    if (pick % 5 === 4) world.files.set('pages/about/rack.png', PICTURES[number % 2] as Uint8Array);
    else if (number % 5 === 4) world.files.delete(path);
    else write(world, path, ownPage(word, number));
  },
  'static file': (world, pick, word, number) => {
    // The last one is at an address of the site's own.
    const path = `static/${['notes.txt', '.well-known/security.txt', 'robots.txt'][pick % 3]}`;
    if (number % 4 === 3) world.files.delete(path);
    else write(world, path, `Something about ${word}\n`);
  },
  plugin: (world, _, word) => {
    const source = JSON.stringify(`Added by a plugin: ${word}`);
    const paragraph = `{ type: 'paragraph', children: [{ type: 'text', value: ${source} }] }`;
    write(world, PLUGIN, `export const remark = [() => (tree) => void tree.children.push(${paragraph})];\n`);
  },
  settings: (world, pick) => write(world, 'site.yaml', siteYaml(pick)),
  'broken settings': (world) => write(world, 'site.yaml', 'name: Status\nurl: nowhere\n'),
  freeze: (world) => {
    for (const { path, body } of publishedFiles(world.texts)) {
      write(world, path, body);
    }
    for (const [path, bytes] of world.files) {
      if (/^incidents\/.*\.png$/.test(path)) world.files.set(`published/assets/${sha256(bytes)}.png`, bytes);
    }
  },
  /** What a freeze does last: until then, texts are published that no line tells of. A checkpoint may also go. */
  'site ledger': (world, pick) => {
    if (pick % 4 === 1) return void world.files.delete('published/checkpoint');
    for (const { path, body } of siteFilesAfter(sourceFiles(world), [])) write(world, path, String(body));
  },
  'damage what is published': (world, pick) => {
    const paths = [...world.files.keys()].filter((path) => path.startsWith('published/')).toSorted();
    const path = paths[pick % paths.length];
    if (path !== undefined) world.files.set(path, encode(`${decode(world.files.get(path))} `));
  },
  options: (world, pick) => {
    // Seconds too, since so little time changes nothing but what is said of the instant.
    const asOf = { asOf: `2024-0${1 + (pick % 9)}-01T00:00:0${Math.floor(pick / 9) % 10}Z` as Instant };
    world.options = {
      ...OPTIONS,
      ...(pick % 2 && asOf),
      drafts: pick % 3 === 0,
      keepGoing: pick % 5 > 1,
      strict: pick % 7 === 1,
    };
  },
  present: (world, pick) => (world.options = { ...world.options, asOf: PRESENTS[pick % 3] }),
  revert: (world, pick) => {
    const past = world.past[pick % Math.max(1, world.past.length)];
    if (!past) return;
    world.files.clear();
    for (const [path, bytes] of past) world.files.set(path, bytes);
  },
} satisfies Record<string, (world: World, pick: number, word: string, number: number) => unknown>;

export type EditKind = keyof typeof EDITS;
export const EDIT_KINDS = Object.keys(EDITS) as EditKind[];

function write({ files }: World, path: string, text: string): void {
  files.set(path, encode(text));
}

function change(world: World, path: string, edit: (text: string) => string): void {
  const bytes = world.files.get(path);
  if (bytes) write(world, path, edit(decode(bytes)));
}

function original(pick: number): string {
  return `incidents/${REFERENCES[pick % 4]}/en.md`;
}

function translation(pick: number): string {
  return `incidents/${REFERENCES[pick % 4]}/fr.md`;
}

function report(pick: number, version: number, word: string): string {
  const day = `2024-05-0${1 + (pick % 4)}`;
  const note = pick % 4 === 1 ? '> [!NOTE]\n> Take care.\n\n' : '';
  const picture = pick % 4 === 0 ? '![Load of the server](graph.png)\n\n' : '';
  return `---
title: "Trouble with ${word}"
summary: "Something was slow."
version: 00${version}
severity: minor
services: [web]
${version > 1 ? `changes: "More about ${word}."\nlast_update: ${day}T1${version}:00:00Z\n` : ''}timeline:
  - at: ${day}T09:00:00Z
    state: investigating
    title: "It begins"
    text: |
      First words about ${word}.
  - at: ${day}T10:00:00Z
    state: resolved
    title: "It ends"
---

## More

${note}${picture}Words about ${word}.
`;
}

function plannedWork(pick: number, version: number): string {
  const day = `2024-05-0${1 + (pick % 4)}`;
  return `---
title: "Work on the servers"
summary: "Servers are restarted."
version: 00${version}
kind: maintenance
services: [web]
planned: {start: ${day}T09:00:00Z, end: ${day}T10:00:00Z}
${version > 1 ? 'changes: "Said more."\nlast_update: 2024-04-21T09:00:00Z\n' : ''}timeline:
  - at: 2024-04-20T09:00:00Z
    state: scheduled
    title: "Announced"
---

Words about it${version > 1 ? ', and more' : ''}.
`;
}

function ownPage(word: string, number: number): string {
  const picture = number % 2 ? '\n![A rack](rack.png)\n' : '';
  return `---\ntitle: "About ${number % 3}"\n---\n\nAll about ${word}.\n${picture}`;
}

function translated(pick: number, version: number, word: string): string {
  return `---
version: 00${version}
title: "Incident : ${word}"
timeline:
  - at: 2024-05-0${1 + (pick % 4)}T09:00:00Z
    title: "Début : ${word}"
---

Des mots, en français : ${word}.
`;
}

/** Settings that change one thing each. */
function siteYaml(pick: number): string {
  const one = pick % 12;
  return `name: ${one === 1 ? 'Other name' : 'Status'}
url: https://${one === 8 ? 'other' : 'status'}.example.com/${one === 2 ? 'below/' : ''}
languages: ${one === 3 ? '[en]' : one === 4 ? '[fr, en]' : '[en, fr]'}
${one === 5 ? 'time_zone: Asia/Kathmandu\n' : ''}${one === 10 ? 'csp:\n  img-src: ["https://pictures.example.com"]\n' : ''}${
    one === 11 ? `plugins: [${PLUGIN}]\n` : ''
  }${one === 6 ? 'theme:\n  footer: "By the operators"\n' : ''}services:
  - {id: ${one === 9 ? 'mail' : 'web'}, name: ${one === 7 ? 'Pages' : 'Web'}}
`;
}
