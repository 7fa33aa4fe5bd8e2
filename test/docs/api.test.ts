import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect } from 'vitest';
import { serveFolder } from '../browser/static-server.ts';
import type { StaticServer } from '../browser/static-server.ts';
import { BASH, CURL, JQ, testWith } from '../programs.ts';
import { makeFolder, ROOT } from '../run.ts';
import { builtExample } from '../shared.ts';

const run = promisify(execFile);

const ORIGIN = 'https://status.example.com/';

/** A command, and what it prints where the document shows it. */
const COMMAND = /^```sh\n([\s\S]*?)^```$(?:\n\n```text prints\n([\s\S]*?)^```$)?/gm;

let server: StaticServer;
beforeAll(async () => {
  server = await serveFolder(await builtExample());
});
afterAll(() => server?.close());

testWith(
  BASH,
  CURL,
  JQ,
)('every command of docs/api.md gets something out of the example', async () => {
  const text = readFileSync(join(ROOT, 'docs/api.md'), 'utf8');
  const commands = [...text.matchAll(COMMAND)];
  expect(commands.length).toBeGreaterThan(8);
  expect(commands.filter(([, , shown]) => shown !== undefined).length).toBeGreaterThan(2);
  const { line } = (
    JSON.parse(readFileSync(join(await builtExample(), 'changes.json'), 'utf8')) as {
      readonly changes: readonly { readonly line: string }[];
    }
  ).changes[3]!;
  for (const [, command = '', shown] of commands) {
    const script = command.replaceAll(`curl -s ${ORIGIN}`, `curl -sSf ${server.url}`);
    expect(script, command).toContain(server.url);
    const { stdout } = await run('bash', ['-euo', 'pipefail', '-c', script], {
      cwd: makeFolder(),
      env: { PATH: process.env['PATH'], LINE: line },
    });
    expect(stdout, command).not.toBe('');
    if (shown !== undefined) expect(stdout, command).toBe(shown);
  }
});
