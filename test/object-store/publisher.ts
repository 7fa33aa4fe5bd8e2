import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from '../run.ts';

const lib = (path: string) => JSON.stringify(pathToFileURL(join(ROOT, 'lib', path)).href);

/** What the command does for a bucket, without what it takes to start a command. */
const PUBLISHER = `
  const { openTargetBucket } = await import(${lib('cli/publish-bucket.js')});
  const { publishToBucket } = await import(${lib('host/s3-target.js')});
  const { readBuilt } = await import(${lib('host/manifest-store.js')});
  const [folder, bucket, prefix] = process.argv.slice(1);
  for await (const word of process.stdin) break;
  const store = openTargetBucket({ bucket, prefix }, { timeout: 60 }, process.env);
  await publishToBucket(store, readBuilt(folder, folder), {
    dryRun: false, jobs: 4, prefix, onProgress() {}, async onSwitched() {},
  });
`;

/** A process of its own that publishes a built folder into a bucket once, made to be killed. It waits for `go`. */
export function startPublisher(folder: string, bucket: string, prefix: string, env: NodeJS.ProcessEnv) {
  const child = spawn(
    process.execPath,
    ['--input-type=module', '-e', PUBLISHER, '--', folder, bucket, prefix],
    { env: { PATH: process.env['PATH'], ...env }, stdio: ['pipe', 'ignore', 'ignore'] },
  );
  return {
    child,
    go: () => child.stdin.end('go'),
    ended: new Promise<void>((resolve) => child.on('close', () => resolve())),
  };
}
