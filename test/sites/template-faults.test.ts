import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { copyExample, ROOT, runCommand } from '../run.ts';

test('a fault in a part that pages of several kinds share is said once', async () => {
  const site = copyExample();
  mkdirSync(join(site, 'templates'));
  const layout = readFileSync(join(ROOT, 'templates/layout.eta'), 'utf8');
  writeFileSync(join(site, 'templates/layout.eta'), layout.replace('<head>', '<head><%= it.zzzzzzzz %>'));
  const { stdout, code } = await runCommand(['check', '--format', 'json'], { cwd: site });
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: { code: string; message: string }[] };
  expect(code).toBe(1);
  expect(diagnostics).toMatchObject([{ code: 'INC721', message: 'There is no property `zzzzzzzz` here' }]);
});
