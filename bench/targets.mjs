/* Publishes a built site into a folder and into a bucket on loopback, and counts what that takes. */
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { measure, median } from './measure.mjs';
import { MAIN } from './tools.mjs';

const HERE = import.meta.dirname;
/** Credentials that no store knows; the one here looks at none. */
const CREDENTIALS = { AWS_ACCESS_KEY_ID: 'bench', AWS_SECRET_ACCESS_KEY: 'bench', AWS_REGION: 'us-east-1' };

/**
 * Rows of [what, cost, requests that were sent]: everything new, nothing changed, and one report changed. The
 * site has been built.
 * @param {import('./tools.mjs').Tool} tool
 * @param {import('./tools.mjs').Corpus} corpus
 * @param {number} rounds
 */
export async function compareTargets(tool, { count }, rounds) {
  const server = spawn(process.execPath, [join(HERE, 'bucket.mjs')], { stdio: ['pipe', 'pipe', 'inherit'] });
  const url = await new Promise((resolve) => {
    server.stdout.once('data', (text) => resolve(String(text).trim()));
  });
  Object.assign(process.env, CREDENTIALS, { AWS_ENDPOINT_URL: url });
  /** @type {[what: string, cost: import('./measure.mjs').Cost, requests: string[]][]} */
  const rows = [];
  try {
    for (const [name, target] of /** @type {const} */ ([
      ['folder', 'folder:bench-www'],
      ['bucket', 's3://bench-bucket/site'],
    ])) {
      const add = (/** @type {string} */ what, /** @type {ReturnType<typeof publish>[]} */ runs) =>
        rows.push([`${name}, ${what}`, median(runs.map(({ cost }) => cost)), runs[0]?.requests ?? []]);
      add('all new', [publish(tool, target)]);
      const unchanged = [];
      const one = [];
      for (let round = 0; round < rounds; round += 1) {
        unchanged.push(publish(tool, target));
        tool.edit(count - 1 - round, `One more sentence for the ${name}.`);
        tool.renumber(count - 1 - round, '002');
        measure(tool.build, tool.folder);
        one.push(publish(tool, target));
      }
      add('unchanged', unchanged);
      add('one', one);
    }
  } finally {
    server.stdin.end();
    rmSync(join(tool.folder, 'bench-www'), { recursive: true, force: true });
  }
  return rows;
}

/**
 * @param {import('./tools.mjs').Tool} tool
 * @param {string} target
 */
function publish({ folder }, target) {
  /** @type {{ requests?: Record<string, number> }} */
  let printed = {};
  const command = /** @type {const} */ ([process.execPath, MAIN, 'publish', '--target', target, '--json']);
  const cost = measure(command, folder, (output) => {
    printed = JSON.parse(output);
  });
  return {
    cost,
    requests: Object.entries(printed.requests ?? {}).map(([method, sent]) => `${sent} ${method}`),
  };
}
