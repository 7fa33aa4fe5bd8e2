import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BASH, testWith } from '../programs.ts';
import { standInForNpm } from '../npm-stand-in.ts';
import { makeFolder, ROOT } from '../run.ts';

const PAGE = readFileSync(join(ROOT, 'docs/writing.md'), 'utf8');

let top: string;
let site: string;
beforeAll(() => {
  top = makeFolder();
  site = join(top, 'site');
  const bin = join(top, 'bin');
  mkdirSync(bin);
  standInForNpm(bin);
  write(
    'site.yaml',
    'name: Example\nurl: https://status.example.com/\nlanguages: [en]\nservices: [{id: object-storage, name: Object storage}]\n',
  );
  write('.gitattributes', 'published/** -text\nincidents/**/*.md text eol=lf\n');
  write(
    'incidents/2025-05-09-network/en.md',
    `---
title: "Network work"
version: 001
kind: maintenance
planned: {start: 2124-05-09T05:00:00Z, end: 2124-05-09T06:00:00Z}
timeline:
  - at: 2025-05-09T10:00:00Z
    state: scheduled
    title: "Network work is planned"
---
`,
  );
});
afterAll(() => rmSync(top, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(join(site, path, '..'), { recursive: true });
  writeFileSync(join(site, path), text);
}

function sh(script: string): string {
  return execFileSync('bash', ['-euo', 'pipefail', '-c', script], {
    cwd: site,
    env: { PATH: `${join(top, 'bin')}:${process.env['PATH']}`, HOME: top, NO_COLOR: '1' },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Shell blocks of the page; what the preview serves has tests of its own, and never ends by itself. */
const BLOCKS = [...PAGE.matchAll(/^```sh\n([^]*?)^```$/gm)]
  .map(([, text = '']) => text)
  .filter((text) => text.includes('npm run ') && !/npm run dev\b/.test(text));

testWith(BASH)('every command of the page runs, in the order of the page', () => {
  expect(BLOCKS.length).toBeGreaterThanOrEqual(4);
  for (const block of BLOCKS) sh(block);
  const [uploads = ''] = readdirSync(join(site, 'incidents')).filter((name) => name.includes('uploads-fail'));
  const report = readFileSync(join(site, 'incidents', uploads, 'en.md'), 'utf8');
  expect(report.match(/state: \w+/g)).toEqual([
    'state: investigating',
    'state: identified',
    'state: resolved',
  ]);
  const work = readFileSync(join(site, 'incidents/2025-05-09-network/en.md'), 'utf8');
  expect(work).toContain('end: 2124-05-09T07:00:00Z}');
  expect(work).toContain('The replacement part did not come.');
});

test('every command that writes is in the table of the page', () => {
  const listed = [...PAGE.matchAll(/^\| `(\w+)/gm)].map(([, name]) => name);
  for (const name of ['new', 'update', 'resolve', 'correct', 'withdraw', 'undo', 'extend', 'cancel'])
    expect(listed).toContain(name);
});
