import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const HELP = `npm run soak -- [options]

  --only <name>        one of build, freeze, publish to a folder, publish to a bucket, dev
  --kills <number>     how often each command is killed before its end (1000)
  --operations <n>     how much happens to the files of a site under \`dev\` (10000)
  --seed <number>      the seed of all of it (another one each day)
`;

/**
 * Kills commands at random moments, and does random things to a site under `dev`: whatever happens, readers
 * have one whole site, and the next run completes it. The exit code is that of the tests.
 */
function main() {
  const { values } = parseArgs({
    options: {
      only: { type: 'string' },
      kills: { type: 'string', default: '1000' },
      operations: { type: 'string', default: '10000' },
      seed: { type: 'string', default: new Date().toISOString().slice(0, 10).replaceAll('-', '') },
      help: { type: 'boolean', default: false },
    },
  });
  const { only, kills, operations, seed } = values;
  if (values.help || ![kills, operations, seed].every((text) => Number(text) > 0)) {
    console[values.help ? 'log' : 'error'](HELP);
    process.exit(values.help ? 0 : 2);
  }
  console.log(`seed ${seed}`);
  const args = ['vitest', 'run', '--config', 'test/soak/vitest.config.ts'];
  if (only !== undefined) args.push('-t', `^${only}$`);
  const { status } = spawnSync('npx', args, {
    cwd: join(import.meta.dirname, '../..'),
    env: { ...process.env, SOAK_KILLS: kills, SOAK_OPERATIONS: operations, SOAK_SEED: seed },
    stdio: 'inherit',
  });
  process.exitCode = status ?? 1;
}

main();
