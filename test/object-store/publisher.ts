import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { afterAll } from 'vitest';
import { compileModules } from '../compile-modules.ts';
import { makeFolder } from '../run.ts';

const MODULES = ['cli/commands/publish/bucket', 'host/publish/bucket', 'host/publish/manifest-store'];
const folder = makeFolder();
const program = await compileModules(MODULES, folder);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the command does for a bucket, without what it takes to start a command. */
const PUBLISHER = `
  const [program, folder, bucket, prefix] = process.argv.slice(1);
  const { openTargetBucket } = await import(program + '/cli/commands/publish/bucket.js');
  const { publishToBucket } = await import(program + '/host/publish/bucket.js');
  const { readBuilt } = await import(program + '/host/publish/manifest-store.js');
  for await (const word of process.stdin) break;
  const store = openTargetBucket({ bucket, prefix }, { timeout: 60 }, process.env);
  await publishToBucket(store, readBuilt(folder, folder), {
    dryRun: false, jobs: 4, prefix, onProgress() {}, async onSwitched() {},
  });
`;

/**
 * A process of its own that publishes a built folder into a bucket once, made to be killed. It waits for
 * `go`.
 */
export function startPublisher(built: string, bucket: string, prefix: string, env: NodeJS.ProcessEnv) {
  const child = spawn(
    process.execPath,
    ['--input-type=module', '-e', PUBLISHER, '--', program, built, bucket, prefix],
    { env: { PATH: process.env['PATH'], ...env }, stdio: ['pipe', 'ignore', 'inherit'] },
  );
  return {
    child,
    go: () => child.stdin.end('go'),
    ended: new Promise<void>((resolve) => child.on('close', () => resolve())),
  };
}
