import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runUntil, snapshotsOf } from '../killer.ts';
import { MAIN, makeFolder, runCommand } from '../run.ts';

const REPORT = `---
title: "Uploads fail"
version: 001
timeline:
  - at: 2025-05-07T14:05:00Z
    state: investigating
    title: "Some uploads fail"
  - at: 2025-05-07T14:20:00Z
    title: "The disk is full"
---
`;
const WORK = `---
title: "Network work"
version: 001
kind: maintenance
planned: {start: 2124-05-09T22:00:00Z, end: 2124-05-09T23:00:00Z}
timeline:
  - at: 2025-05-09T10:00:00Z
    state: scheduled
    title: "Network work is planned"
---
`;

let top: string;
let site: string;
beforeAll(() => {
  top = makeFolder();
  site = join(top, 'site');
  write('site.yaml', 'name: Example\nurl: https://status.example.com/\nlanguages: [en, fr]\n');
  write('incidents/2025-05-07-uploads/en.md', REPORT);
  write('incidents/2025-05-09-work/en.md', WORK);
});
afterAll(() => rmSync(top, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(join(site, path, '..'), { recursive: true });
  writeFileSync(join(site, path), text);
}

/** The texts of all reports by path; drafts of a command that was killed are nobody's text. */
function texts(folder: string): Record<string, string> {
  const root = join(folder, 'incidents');
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) =>
    /(?:^|\/)[^./]+\.md$/.test(path),
  );
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(root, path), 'utf8')]));
}

function copy(name: string): string {
  const folder = join(top, name);
  rmSync(folder, { recursive: true, force: true });
  cpSync(site, folder, { recursive: true });
  return folder;
}

test.each([
  ['new', ['new', 'Mail is late', '--at', '2025-05-08T08:00:00Z']],
  ['update', ['update', 'uploads', 'A new disk is in', '--at', '2025-05-07T14:40:00Z']],
  ['undo', ['undo', 'uploads']],
  ['extend', ['extend', 'work', '--end', '2124-05-10T00:30:00Z']],
  ['translate', ['translate', 'fr', 'uploads']],
])(
  'whenever %s is killed, every text is whole, old or new, and the command can be run again',
  async (_, args) => {
    const before = texts(site);
    const finished = copy('finished');
    const snapshots = await snapshotsOf([MAIN, ...args], finished, top);
    const after = texts(finished);
    expect(after).not.toEqual(before);
    expect(snapshots.length).toBeGreaterThan(1);
    for (const [index, folder] of snapshots.entries()) {
      const left = texts(folder);
      expect([before, after], `killed at change ${index + 1}`).toContainEqual(left);
      expect((await runCommand(['check', '--quiet'], { cwd: folder })).code).toBe(0);
      // What was done before the kill is not to be done twice.
      if (
        JSON.stringify(left) === JSON.stringify(before) &&
        !existsSync(join(folder, 'incidents/2025-05-08-mail-is-late'))
      ) {
        expect((await runCommand(args, { cwd: folder })).code).toBe(0);
        expect(texts(folder)).toEqual(after);
      }
    }
  },
);

test('the simulated kill leaves what a real kill leaves', async () => {
  const args = [MAIN, 'update', 'uploads', 'A new disk is in', '--at', '2025-05-07T14:40:00Z'];
  const snapshots = await snapshotsOf(args, copy('finished'), top);
  for (const [index, snapshot] of snapshots.entries()) {
    const folder = copy('killed');
    expect(await runUntil(args, folder, index + 1)).toBe('SIGKILL');
    expect(sizes(folder), `killed at change ${index + 1}`).toEqual(sizes(snapshot));
  }
});

/** Every file with its size; the names of drafts hold the number of a process, and so do locks. */
function sizes(folder: string): string[] {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return paths
    .map((path) => `${path.replaceAll(/\d{3,}/g, '…')} ${statSync(join(folder, path)).size}`)
    .toSorted();
}
