import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { copyExample, makeFolder, runCommand } from '../run.ts';

const JAR: string = createRequire(import.meta.url)('vnu-jar');
const hasJava = spawnSync('java', ['-version']).status === 0;
const LONGEST = 300_000;

if (!hasJava) console.warn('The Nu HTML checker is skipped: there is no `java` on this machine.');

/** What the Nu HTML checker says of all pages below a folder, warnings included. */
function check(folder: string): string[] {
  const { stderr } = spawnSync(
    'java',
    ['-Xss4m', '-jar', JAR, '--skip-non-html', '--format', 'json', folder],
    { encoding: 'utf8', maxBuffer: 64 * 1_048_576 },
  );
  const { messages } = JSON.parse(stderr) as {
    messages: { url: string; message: string; lastLine?: number; extract?: string }[];
  };
  return messages.map(
    ({ url, message, lastLine, extract }) =>
      `${url.slice(url.indexOf(folder) + folder.length)}:${lastLine ?? 0} ${message} ${extract ?? ''}`,
  );
}

test.skipIf(!hasJava)(
  'the Nu HTML checker has nothing to say about any page',
  async () => {
    const site = copyExample();
    expect(await runCommand(['build'], { cwd: site })).toMatchObject({ code: 0 });
    expect(check(join(site, 'dist'))).toEqual([]);
    rmSync(site, { recursive: true });
  },
  LONGEST,
);

test.skipIf(!hasJava)('the checker does see what is wrong', () => {
  const folder = makeFolder();
  writeFileSync(
    join(folder, 'index.html'),
    '<!doctype html><html lang="en"><title>x</title><p><ul><li>y</ul></p>',
  );
  expect(check(folder).join()).toContain('No “p” element in scope');
  rmSync(folder, { recursive: true });
});
