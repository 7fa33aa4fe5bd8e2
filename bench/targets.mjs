/* Publishes a built site into a folder and into a bucket on loopback, and counts what that takes. */
import { spawn } from 'node:child_process';
import { appendFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { measure, median } from './measure.mjs';

const HERE = import.meta.dirname;
const MAIN = join(HERE, '../lib/cli/main.js');
/** Credentials that no store knows; the one here looks at none. */
const CREDENTIALS = { AWS_ACCESS_KEY_ID: 'bench', AWS_SECRET_ACCESS_KEY: 'bench', AWS_REGION: 'us-east-1' };

/**
 * Rows of [name, cost], with the requests that were sent: everything new, nothing changed, and one report changed.
 * `file` is the report that is changed; the site has been built.
 */
export async function compareTargets({ folder, file, build }, rounds) {
  const server = spawn(process.execPath, [join(HERE, 'bucket.mjs')], { stdio: ['pipe', 'pipe', 'inherit'] });
  const url = await new Promise((resolve) =>
    server.stdout.once('data', (text) => resolve(String(text).trim())),
  );
  Object.assign(process.env, CREDENTIALS, { AWS_ENDPOINT_URL: url });
  const rows = [];
  try {
    for (const [name, target] of [
      ['folder', 'folder:bench-www'],
      ['bucket', 's3://bench-bucket/site'],
    ]) {
      const publish = () => {
        const args = [MAIN, 'publish', '--target', target, '--json'];
        let printed;
        const cost = measure(process.execPath, args, folder, (output) => (printed = JSON.parse(output)));
        return { cost, requests: printed.requests };
      };
      const add = (what, runs) =>
        rows.push([
          `${name}, ${what}`,
          {
            ...median(runs.map(({ cost }) => cost)),
            ...(runs[0].requests && { requests: runs[0].requests }),
          },
        ]);
      add('all new', [publish()]);
      const unchanged = [];
      const one = [];
      for (let round = 0; round < rounds; round += 1) {
        unchanged.push(publish());
        appendFileSync(file, `\nOne more sentence for the ${name}, number ${round}.\n`);
        measure(build[0], build.slice(1), folder);
        one.push(publish());
      }
      add('unchanged', unchanged);
      add('one', one);
    }
  } finally {
    server.stdin.end();
    rmSync(join(folder, 'bench-www'), { recursive: true, force: true });
  }
  return rows;
}
