import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import { NEOVIM, testWith } from '../programs.ts';
import { MAIN, makeFolder } from '../run.ts';
import { ORIGINAL, SITE } from './view.ts';

const SCRIPT = join(import.meta.dirname, 'neovim.lua');

testWith(NEOVIM)('Neovim shows a mistake, mends it, and knows the report', () => {
  const site = makeFolder();
  for (const [path, text] of Object.entries(SITE)) {
    mkdirSync(dirname(join(site, path)), { recursive: true });
    writeFileSync(join(site, path), text);
  }
  const { status, stdout, stderr } = spawnSync('nvim', ['--headless', '--clean', '-c', `luafile ${SCRIPT}`], {
    cwd: site,
    encoding: 'utf8',
    env: {
      ...process.env,
      NODE: process.execPath,
      MAIN,
      SITE: site,
      REPORT: join(site, ORIGINAL),
      MISTAKE: 'version: 1',
      CODE: 'INC115',
    },
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(JSON.parse(stdout)).toEqual({
    action: 'Write it with three digits: `001`',
    mended: true,
    hover: expect.stringContaining('Start: 2024-05-01T10:00:00Z'),
    symbols: ['timeline', 'Impact'],
    completion: ['investigating', 'identified', 'monitoring', 'resolved', 'withdrawn'],
  });
});
