import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const ROOT = join(import.meta.dirname, '../..');

/**
 * What is fuzzed, and the tests whose properties are tried for it.
 *
 * @type {Readonly<Record<string, readonly string[]>>}
 */
const KINDS = {
  'front matter': ['src/source/split.test.ts', 'src/source/yaml/plain-matter.test.ts'],
  slips: ['src/source/slips/slips.test.ts'],
  times: ['src/source/time.test.ts'],
  corrections: ['test/versions/time-property.test.ts'],
  'YAML edits': ['src/source/edit/front-matter.test.ts'],
  ledger: ['src/versions/ledger-property.test.ts'],
  diff: ['src/versions/diff/property.test.ts'],
  links: ['src/source/markdown/links.test.ts'],
  Markdown: ['src/source/markdown/markdown.test.ts', 'src/source/markdown/plain/blocks.test.ts'],
  XML: ['src/render/machines/xml.test.ts', 'src/render/json.test.ts'],
  incremental: ['test/incremental/incremental.test.ts'],
  merge: ['src/writing/merge/property.test.ts'],
  import: ['src/writing/import/kinds/erp5.test.ts', 'src/writing/import/kinds/statuspage.test.ts'],
};

const HELP = `npm run fuzz -- [options]

  --only <kind>    one kind (may be said more than once): ${Object.keys(KINDS).join(', ')}
  --runs <number>  how often each property is tried at least (10000)
  --minutes <n>    how long a property may take; what is left of its runs is left out (60)
  --seed <number>  the seed of all of them (another one each day)
`;

/**
 * Tries the properties of the tests much more often than a test run does, two files at a time, and prints
 * for each how often it was tried. The exit code is that of the tests.
 */
async function main() {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', multiple: true, default: Object.keys(KINDS) },
      runs: { type: 'string', default: '10000' },
      minutes: { type: 'string', default: '60' },
      seed: { type: 'string', default: new Date().toISOString().slice(0, 10).replaceAll('-', '') },
      help: { type: 'boolean', default: false },
    },
  });
  const { runs, minutes, seed, only } = values;
  const isCount = (/** @type {string} */ text) => Number(text) > 0;
  if (values.help || ![runs, minutes, seed].every(isCount) || only.some((kind) => !(kind in KINDS))) {
    console[values.help ? 'log' : 'error'](HELP);
    process.exit(values.help ? 0 : 2);
  }
  console.log(`seed ${seed}, ${runs} runs each, at most ${minutes} min`);
  const folder = mkdtempSync(join(tmpdir(), 'fuzz-'));
  const report = join(folder, 'report.jsonl');
  writeFileSync(report, '');
  const environment = { FUZZ_RUNS: runs, FUZZ_MINUTES: minutes, FUZZ_SEED: seed, FUZZ_REPORT: report };
  const stop = tell(report);
  const { code, said } = await runTests(
    only.flatMap((kind) => KINDS[kind] ?? []),
    environment,
  );
  stop();
  rmSync(folder, { recursive: true });
  if (code !== 0) console.log(`\n${said}\nThe same again: npm run fuzz -- --seed ${seed} --runs ${runs}`);
  process.exitCode = code ?? 1;
}

/**
 * @param {readonly string[]} files
 * @param {Readonly<Record<string, string>>} environment
 * @returns {Promise<{ code: number | null; said: string }>}
 */
function runTests(files, environment) {
  const args = [
    'vitest',
    'run',
    '--config',
    'test/vitest.config.ts',
    '--maxWorkers',
    '2',
    '--testTimeout',
    '0',
  ];
  return new Promise((resolve, reject) => {
    const child = spawn('npx', [...args, ...files], { cwd: ROOT, env: { ...process.env, ...environment } });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, said }));
  });
}

/**
 * Prints what each property came to as soon as it is through, and now and then that the others go on.
 *
 * @param {string} report
 */
function tell(report) {
  let told = 0;
  let quiet = 0;
  const look = () => {
    const rows = readFileSync(report, 'utf8').split('\n').slice(0, -1);
    for (const row of rows.slice(told)) console.log(lineOf(JSON.parse(row)));
    quiet = rows.length > told ? 0 : quiet + 1;
    told = rows.length;
    if (quiet > 0 && quiet % 60 === 0) console.log(`  … ${told} properties so far, and going on`);
  };
  const timer = setInterval(look, 1_000);
  return () => {
    clearInterval(timer);
    look();
  };
}

/** @param {{ name: string; runs: number; steps: number; seconds: number; failed: boolean }} told */
function lineOf({ name, runs, steps, seconds, failed }) {
  const each = steps > 1 ? ` of some ${steps} steps` : '';
  const tried = `${runs.toLocaleString('en')} runs${each}, ${Math.round(seconds)} s`;
  return `${failed ? 'FAILED' : 'held  '}  ${tried.padEnd(36)}  ${name}`;
}

await main();
