import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeFolder, runCommand, runProgram } from '../run.ts';

/**
 * Names and words that would do something to whoever prints them: escapes of terminals, line breaks,
 * commands of workflows, characters that turn the direction of text. No command prints one as it is.
 */
const ESC = '\u001b';
const COMMAND = '::stop-commands::x';
const REPORT = (title: string) =>
  `---\ntitle: ${title}\nversion: 001\ntimeline:\n  - at: 2026-03-04T10:00:00Z\n    state: resolved\n    title: "Over"\n---\nOver.\n`;

/** Folders below `incidents/`, as bytes: the last one is not UTF-8. */
const NAMES: readonly (string | Buffer)[] = [
  `2026-03-04-${ESC}[2Jcleared`,
  `2026-03-04-a\n${COMMAND}`,
  `2026-03-04-a\r${COMMAND}`,
  `2026-03-04-${ESC}]0;title\u0007`,
  '2026-03-04-\u202egnp.exe',
  '2026-03-04-##[add-mask]x',
  '2026-03-04-\u009b2J',
  Buffer.from([...Buffer.from('2026-03-04-caf'), 0xe9]),
];
const TITLES: Readonly<Record<string, string>> = {
  escape: String.raw`"\e[2J cleared"`,
  'line-break': String.raw`"a\n${COMMAND}"`,
  unseen: String.raw`"\u200b\u200d\u3164"`,
  override: String.raw`"a \u202e b"`,
  workflow: `"##[stop-commands]x"`,
};

let site: string;

beforeAll(() => {
  site = makeFolder();
  writeFileSync(
    join(site, 'site.yaml'),
    'name: Example\nurl: https://status.example.com/\nservices: [{id: web, name: Web}]\n',
  );
  mkdirSync(join(site, 'incidents'));
  for (const name of NAMES) {
    const folder = Buffer.concat([Buffer.from(`${site}/incidents/`), Buffer.from(name)]);
    mkdirSync(folder);
    writeFileSync(Buffer.concat([folder, Buffer.from('/en.md')]), REPORT('"Pages fail"'));
  }
  for (const [name, title] of Object.entries(TITLES)) {
    mkdirSync(join(site, `incidents/2026-03-05-${name}`));
    writeFileSync(join(site, `incidents/2026-03-05-${name}/en.md`), REPORT(title));
  }
  mkdirSync(join(site, 'incidents/2026-03-06-file'));
  writeFileSync(join(site, `incidents/2026-03-06-file/en.md`), REPORT('"Pages fail"'));
  writeFileSync(join(site, `incidents/2026-03-06-file/a${ESC}[2J.png`), 'x');
});
afterAll(() => rmSync(site, { recursive: true }));

const COMMANDS = [
  ['check'],
  ['check', '--format', 'json'],
  ['check', '--format', 'github'],
  ['check', '--format', 'gitlab'],
  ['check', '--format', 'sarif'],
  ['build', '--keep-going'],
  ['list'],
  ['list', '--json'],
  ['status'],
  ['freeze'],
  ['show', '2026-03-05-workflow'],
];

test.each(COMMANDS)('%s %s %s prints words', async (...command) => {
  const { stdout, stderr } = await runProgram(command, { cwd: site, env: { GITHUB_ACTIONS: 'true' } });
  const said = stdout + stderr;
  expect(said).not.toBe('');
  expect(said).not.toMatch(/[^\P{Cc}\n]|[\u202a-\u202e]/u);
  expect(said).not.toMatch(/^\s*::(?!(?:error|warning) file=)/m);
  expect(said).not.toContain('##[');
  expect(said).not.toContain('This is a bug');
});

test('each name and each word is pointed out, where it can be found', async () => {
  const { code, stdout } = await runCommand(['check', '--format', 'json'], { cwd: site });
  expect(code).toBe(1);
  const { diagnostics } = JSON.parse(stdout) as {
    diagnostics: { code: string; message: string; place: { file: string } }[];
  };
  const said = (folder: string) =>
    diagnostics.filter(({ place }) => place.file.startsWith(`incidents/${folder}`));
  const names = said('2026-03-04-');
  expect(names).toHaveLength(NAMES.length);
  expect(names.filter(({ code: each }) => each === 'INC007')).toHaveLength(NAMES.length - 1);
  expect(names.map(({ place }) => place.file)).toContain('incidents/2026-03-04-caf\ufffd');
  expect(names.map(({ place }) => place.file)).toContain('incidents/2026-03-04-a␊::stop-commands::x');
  const codes = (folder: string) => said(folder).map((each) => each.code);
  expect(codes('2026-03-05-escape/')).toContain('INC006');
  expect(codes('2026-03-05-line-break/')).toContain('INC112');
  expect(codes('2026-03-05-unseen/')).toContain('INC112');
  expect(codes('2026-03-05-override/')).toContain('INC128');
  expect(codes('2026-03-06-file/')).toContain('INC007');
});
