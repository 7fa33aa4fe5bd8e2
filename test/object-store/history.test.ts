import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { siteFiles } from '../publish/made-site.ts';
import { runProgram } from '../run.ts';
import type { Ran } from '../run.ts';
import { useBucket } from './use-bucket.ts';

const { now, built, command } = useBucket();

const COPY = `
const fs = require('node:fs'); const path = require('node:path');
const [list, dir, to] = process.argv.slice(2);
for (const name of fs.readFileSync(list, 'utf8').split('\\n').filter(Boolean)) {
  fs.mkdirSync(path.dirname(path.join(to, name)), { recursive: true });
  fs.copyFileSync(path.join(dir, name), path.join(to, name));
}
`;

/** Every kind of target. */
const TARGETS: readonly (readonly [kind: string, publish: (...more: string[]) => Promise<Ran>])[] = [
  ['a folder', (...more) => publishTo('folder:www', more)],
  ['a bucket', (...more) => command(more)],
  [
    'a command',
    (...more) => {
      mkdirSync(join(now.site, 'remote'), { recursive: true });
      writeFileSync(join(now.site, 'copy.cjs'), COPY);
      return publishTo(`command:"${process.execPath}" copy.cjs {list} {dir} remote`, more);
    },
  ],
];

function publishTo(target: string, more: readonly string[]): Promise<Ran> {
  return runProgram(['publish', '--target', target, ...more], { cwd: now.site });
}

const site = (edition: string, ...lines: readonly string[]) =>
  built({ ...siteFiles(edition, 2), 'ledger.jsonl': lines.map((line) => `${line}\n`).join('') });

test.each(TARGETS)(
  '%s: a history that does not begin with that of the target is refused',
  async (_kind, publish) => {
    site('one', 'a', 'b');
    expect(await publish()).toMatchObject({ code: 0 });
    site('two', 'a', 'b', 'c');
    expect(await publish()).toMatchObject({ code: 0 });
    for (const lines of [['a', 'b'], ['a', 'x', 'c'], []]) {
      site('three', ...lines);
      for (const more of [[], ['--dry-run']]) {
        const { code, stderr } = await publish(...more);
        expect(code).toBe(1);
        expect(stderr).toMatch(/line [123] of ledger\.jsonl at the target is missing here/);
      }
    }
    site('three', 'a', 'x');
    expect((await publish('--rewrite', ' ')).code).toBe(2);
    const { code, stdout } = await publish('--rewrite', 'a court order');
    expect(code).toBe(0);
    expect(stdout).toContain('the history at the target was rewritten from line 2 on: a court order');
    site('four', 'a', 'x', 'y');
    expect(await publish()).toMatchObject({ code: 0 });
  },
);
