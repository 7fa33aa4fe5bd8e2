import { cpSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { makeFolder, runCommand } from '../run.ts';

/**
 * Everything a report can be that it must not be, all in one site: each file gets its diagnostic, none
 * hides another, nothing hangs or crashes, and the one sound report is still built with --keep-going.
 */
const HEAD = 'title: "Pages fail"\nversion: 001\n';
const TIMELINE = 'timeline:\n  - at: 2026-03-04T10:00:00Z\n    state: resolved\n    title: "Over"\n';
const report = (head = HEAD, timeline = TIMELINE, body = 'Over.\n') => `---\n${head}${timeline}---\n${body}`;
const at = (text: string) => report(HEAD, TIMELINE.replace('2026-03-04T10:00:00Z', text));
const body = (text: string) => report(HEAD, TIMELINE, text);
const bytes = (...parts: (string | number[])[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))));

const bomb = `a: &a [x,x,x,x,x,x,x,x]\n${'bcdefghij'
  .split('')
  .map(
    (name, index) =>
      `${name}: &${name} [${Array.from({ length: 8 }, () => `*${'abcdefghi'[index]}`).join(',')}]`,
  )
  .join('\n')}\n`;

const HOSTILE: Readonly<Record<string, readonly [content: string | Uint8Array, code: string]>> = {
  'empty-file': ['', 'INC100'],
  'no-front-matter': ['# Only a heading\n', 'INC101'],
  unclosed: [`---\n${HEAD}${TIMELINE}\nText.\n`, 'INC102'],
  'closed-by-four': [`---\n${HEAD}${TIMELINE}----\nText.\n`, 'INC102'],
  'js-engine': [`---js\n{ title: (() => { throw new Error('ran'); })() }\n---\n`, 'INC103'],
  'javascript-engine': [`--- javascript\nprocess.exit(99)\n---\n`, 'INC103'],
  'json-engine': [`---json\n{"title": "x"}\n---\n`, 'INC103'],
  'constructor-engine': [`---constructor\ntitle: x\n---\n`, 'INC103'],
  'leading-blank-line': [`\n${report()}`, 'INC101'],
  'two-boms': [bytes([0xef, 0xbb, 0xbf, 0xef, 0xbb, 0xbf], report()), 'INC101'],
  'nul-bytes': [body('a\0b\n'), 'INC006'],
  'invalid-utf8': [bytes(report(), [0xc3, 0x28, 0x0a]), 'INC005'],
  utf16: [Buffer.from(report(), 'utf16le'), 'INC006'],
  'unknown-key': [report(`${HEAD}sevrity: major\n`), 'INC110'],
  'unknown-entry-key': [report(HEAD, TIMELINE.replace('state:', 'status:')), 'INC110'],
  'duplicate-key': [report(`${HEAD}title: "Again"\n`), 'INC107'],
  proto: [report(`${HEAD}__proto__: {polluted: yes}\n`), 'INC110'],
  'constructor-key': [report(`${HEAD}constructor: x\n`), 'INC110'],
  'alias-bomb': [report(`${HEAD}${bomb}`), 'INC108'],
  tag: [report(`${HEAD}tags: !!js/function "x"\n`), 'INC108'],
  'unquoted-title': [report('title: [FIXED] Incident: x\nversion: 001\n'), 'INC105'],
  'colon-title': [report('title: API: down\nversion: 001\n'), 'INC105'],
  'tab-indent': [report(`${HEAD}planned:\n\tstart: x\n`), 'INC106'],
  'time-alone': [at('11:45'), 'INC121'],
  'day-first': [at('15/09/2020 11:45 GMT'), 'INC120'],
  'zone-less': [at('2020-09-15T11:45:00'), 'INC121'],
  'dst-gap': [at('2026-03-29 02:30 Europe/Paris'), 'INC123'],
  'dst-overlap': [at('2026-10-25 02:30 Europe/Paris'), 'INC123'],
  'february-31': [at('2026-02-31T10:00:00Z'), 'INC124'],
  'abbreviated-zone': [at('2026-03-04 10:00 BST'), 'INC122'],
  'two-at-one-instant': [
    report(HEAD, `${TIMELINE}  - at: 2026-03-04T11:00:00+01:00\n    title: "Same"\n`),
    'INC202',
  ],
  'unknown-service': [report(`${HEAD}services: [nothing]\n`), 'INC201'],
  'no-picture': [body('![A graph](graph.png)\n'), 'INC303'],
  'picture-outside': [body('![A graph](../../../../etc/passwd)\n'), 'INC303'],
  'no-such-report': [body('[See](../2020-01-01-nothing/en.md)\n'), 'INC410'],
  'no-timeline': [report(HEAD, ''), 'INC111'],
  'empty-timeline': [report(HEAD, 'timeline: []\n'), 'INC111'],
  'blank-lines': [`---\n${HEAD}${'\n'.repeat(100_000)}${TIMELINE}---\n`, 'INC104'],
  'deep-flow': [report(`${HEAD}tags: ${'['.repeat(5_000)}\n`), 'INC109'],
  'deep-dashes': [report(`${HEAD}tags:\n  ${'- '.repeat(5_000)}x\n`), 'INC109'],
  'quotes-10000': [body(`${'> '.repeat(10_000)}x\n`), 'INC310'],
  'brackets-10000': [body(`${'['.repeat(10_000)}\n`), 'INC310'],
  'list-marks': [body(`${'- '.repeat(12_000)}\n`), 'INC310'],
  'deep-list': [
    body(`${Array.from({ length: 1_000 }, (_, depth) => `${'  '.repeat(depth)}- x`).join('\n')}\n`),
    'INC310',
  ],
  'pictures-4000': [body(`${'!['.repeat(4_000)}\n`), 'INC310'],
  'emphasis-16000': [body(`${'*_'.repeat(16_000)}\n`), 'INC310'],
  'long-file': [body(`${'word '.repeat(300_000)}\n`), 'INC004'],
  'huge-file': [Buffer.alloc(50 * 1_048_576, 0x61), 'INC004'],
};

const SOUND = '2026-03-04-sound';
let site: string;

function write(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(site, path)), { recursive: true });
  writeFileSync(join(site, path), content);
}

beforeAll(() => {
  site = makeFolder();
  write('site.yaml', 'name: Example\nurl: https://status.example.com/\nservices: [{id: web, name: Web}]\n');
  for (const [name, [content]] of Object.entries(HOSTILE))
    write(`incidents/2026-03-05-${name}/en.md`, content);
  write('incidents/no reference/en.md', report());
  write(
    `incidents/${SOUND}/en.md`,
    bytes(
      [0xef, 0xbb, 0xbf],
      report('title: "Sound"\r\nversion: 010\r\n', TIMELINE.replace('resolved', 'monitoring')),
    ),
  );
  mkdirSync(join(site, 'incidents/2026-03-05-link'));
  symlinkSync('/etc/hostname', join(site, 'incidents/2026-03-05-link/en.md'));
  symlinkSync('/etc', join(site, 'incidents/2026-03-06-folder-link'));
});
afterAll(() => rmSync(site, { recursive: true }));

test('each hostile report is a placed diagnostic with a hint, in one run that ends with 1', async () => {
  const { code, stdout, stderr } = await runCommand(['check', '--format', 'json'], { cwd: site });
  expect(stderr).toBe('');
  expect(code).toBe(1);
  const { diagnostics } = JSON.parse(stdout) as {
    diagnostics: { code: string; hint?: string; place: { file: string; line: number; column: number } }[];
  };
  const codes = (folder: string) =>
    diagnostics.filter(({ place }) => place.file.startsWith(`incidents/${folder}`)).map((each) => each.code);
  for (const [name, [, expected]] of Object.entries(HOSTILE)) {
    expect(codes(`2026-03-05-${name}/`), name).toContain(expected);
  }
  expect(codes('no reference/')).toEqual(['INC001']);
  expect(codes('2026-03-05-link/')).toContain('INC007');
  expect(diagnostics.some(({ place }) => place.file.includes('passwd'))).toBe(false);
  expect(codes(SOUND)).toEqual([]);
  for (const { hint, place } of diagnostics) {
    expect(hint).toBeTruthy();
    expect(place.line).toBeGreaterThan(0);
    expect(place.column).toBeGreaterThan(0);
  }
});

test('build writes nothing without --keep-going, and the sound report with it', async () => {
  const stopped = await runCommand(['build', '--out', join(site, 'out')], { cwd: site });
  expect(stopped.code).toBe(1);
  expect(stopped.stderr).not.toMatch(/\n\s+at .*\.js:\d+/);
  const kept = await runCommand(['build', '--keep-going', '--out', join(site, 'out')], { cwd: site });
  expect(kept.code).toBe(3);
  expect(kept.stdout).toContain('1 report,');
  expect(kept.stdout).toContain('2026-03-05-js-engine');
});

test('a site whose published/ leads nowhere is not built as if nothing was published', async () => {
  const other = makeFolder();
  onTestFinished(() => rmSync(other, { recursive: true }));
  cpSync(join(site, 'site.yaml'), join(other, 'site.yaml'));
  cpSync(join(site, 'incidents', SOUND), join(other, 'incidents', SOUND), { recursive: true });
  symlinkSync('nowhere', join(other, 'published'));
  for (const command of ['build', 'check', 'freeze']) {
    const { code, stderr } = await runCommand([command], { cwd: other });
    expect({ command, code, stderr }).toEqual({
      command,
      code: 1,
      stderr: expect.stringContaining('published:1:1  error INC013  `published` is a link, not a folder'),
    });
  }
});
