import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';
import { standInForNpm } from '../npm-stand-in.ts';
import { BASH, testWith, TOOLS } from '../programs.ts';
import { makeFolder, MAIN, ROOT } from '../run.ts';

/**
 * A new site, in which the pages for the first hour, for an outage, for an upgrade and for a theme are followed in turn.
 */
let home: string;
beforeAll(() => {
  home = makeFolder();
  mkdirSync(join(home, 'bin'));
  standInForNpm(join(home, 'bin'));
  sh(home, `"${process.execPath}" "${MAIN}" init site --yes --no-lock --service Uploads`);
});
afterAll(() => rmSync(home, { recursive: true }));

function sh(cwd: string, script: string): string {
  return execFileSync('bash', ['-euo', 'pipefail', '-c', script], {
    cwd,
    env: {
      PATH: cwd === home ? process.env['PATH'] : `${join(home, 'bin')}:${process.env['PATH']}`,
      HOME: home,
      NO_COLOR: '1',
    },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** The commands of a page that can be run anywhere, in their order. */
function commandsOf(page: string): string[] {
  const text = readFileSync(join(ROOT, 'docs', page), 'utf8');
  return [...text.matchAll(/^( *)```sh run\n([^]*?)^ *```$/gm)].map(([, , block = '']) => block);
}

testWith(BASH, TOOLS)('the pages by task work as they stand, one after the other', () => {
  const said = (page: string) =>
    commandsOf(page)
      .map((block) => sh(join(home, 'site'), block))
      .join('\n');
  const first = said('first-hour.md');
  expect(first).toContain('1 report: no problems found');
  expect(first).toContain('uploads-fail');
  const outage = said('outage-card.md');
  expect(outage).toContain('state: resolved');
  expect(outage).toContain('The new disks did not come.');
  const upgrade = said('upgrading.md');
  expect(upgrade).toMatch(/pages → dist\//);
  expect(said('theme.md')).toContain('templates/partials/teaser.eta');
});
