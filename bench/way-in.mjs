/*
 * The way in: from an empty folder to a published one, as the guide of the first hour has it, with what npm
 * installs. A site of three reports in two languages.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { packCreate, packProgram } from './pack.mjs';

const run = promisify(execFile);

const REPORTS = ['Uploads fail', 'Mail is late', 'Searches are slow'];

/**
 * Walks it in `home` with the files of both packages, and publishes into `home/www`. Gives the seconds of
 * each step, and what the last command of each printed.
 *
 * @param {string} home
 * @param {{readonly program: string, readonly create: string}} packages
 */
export async function walkIn(home, packages) {
  const site = join(home, 'site');
  /** @type {{step: string, seconds: number, said: string}[]} */
  const steps = [];
  const timed = async (/** @type {string} */ step, /** @type {() => Promise<string>} */ walk) => {
    const began = performance.now();
    const said = await walk();
    steps.push({ step, seconds: (performance.now() - began) / 1000, said });
  };
  const npm = async (/** @type {string[]} */ ...args) => (await run('npm', args, { cwd: site })).stdout;
  const program = (/** @type {string[]} */ ...args) =>
    npm('run', '--silent', 'incident-press', '--', ...args);
  await timed('npm create', () => create(home, packages));
  await timed('npm ci', () => npm('ci', '--prefer-offline', '--no-audit', '--no-fund'));
  await timed('new, translate', async () => {
    for (const title of REPORTS) {
      await npm('run', 'new', '--', title, '--service', 'api', '--severity', 'minor');
    }
    for (const title of REPORTS) await translate(site, title, program);
    return '';
  });
  await timed('check', () => npm('run', '--silent', 'check'));
  await timed('freeze', () => program('freeze'));
  await timed('build', () => program('build', '--nginx', '../status.conf'));
  await timed('publish', () => program('publish', '--target', 'folder:../www'));
  return { site, steps };
}

/**
 * Both packages by their files, for a registry may have neither.
 *
 * @param {string} home
 * @param {{readonly program: string, readonly create: string}} packages
 */
async function create(home, packages) {
  const files = [`--package=${packages.program}`, `--package=${packages.create}`];
  const options = ['--name', 'Acme status', '--url', 'status.acme.example', '--languages', 'en,fr'];
  const flags = [...options, '--service', 'API', '--host', 'github'];
  const args = [
    'exec',
    '--yes',
    '--prefer-offline',
    ...files,
    '--',
    'create-incident-press',
    'site',
    ...flags,
  ];
  return (await run('npm', args, { cwd: home })).stdout;
}

/**
 * Begins the translation of a report, and fills in its words.
 *
 * @param {string} site
 * @param {string} title
 * @param {(...args: string[]) => Promise<string>} program
 */
async function translate(site, title, program) {
  const slug = title.toLowerCase().replaceAll(' ', '-');
  const reference = readdirSync(join(site, 'incidents')).find((name) => name.endsWith(slug)) ?? slug;
  await program('translate', 'fr', reference);
  const path = join(site, 'incidents', reference, 'fr.md');
  const text = readFileSync(path, 'utf8');
  writeFileSync(path, text.replaceAll(/^(\s*(?:- )?(?:title|summary|text): *)(?:""|)$/gm, '$1"En français"'));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const home = mkdtempSync(join(tmpdir(), 'incident-press-way-in-'));
  try {
    const { steps } = await walkIn(home, {
      program: await packProgram(home),
      create: await packCreate(home),
    });
    for (const { step, seconds } of steps)
      console.log(`${step.padEnd(16)}${seconds.toFixed(1).padStart(6)} s`);
    const all = steps.reduce((sum, { seconds }) => sum + seconds, 0);
    console.log(`${'all'.padEnd(16)}${all.toFixed(1).padStart(6)} s`);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}
