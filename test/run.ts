import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { run as runType } from '../src/cli/run.ts';
import { safeStream } from '../src/cli/terminal/safe-stream.ts';
import { present } from './present.mjs';

export const ROOT = join(import.meta.dirname, '..');
export const MAIN = join(ROOT, 'lib/cli/main.js');
/** What `MAIN` calls, once it has looked at the process it is. */
const PROGRAM = pathToFileURL(join(ROOT, 'lib/cli/run.js')).href;
const CLOCK = pathToFileURL(join(import.meta.dirname, 'clock.mjs')).href;

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Where a command is run, and what is set in its environment besides the path. */
export interface Circumstances {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/**
 * Runs a command of the compiled program within this process, which saves its start-up; its environment is
 * as quiet as that of `runProgram`. What a process has to itself (time zone, ending early, locks against
 * another) takes `runProgram`.
 */
export async function runCommand(
  args: readonly string[],
  { cwd = ROOT, env }: Circumstances = {},
): Promise<Ran> {
  const { run } = (await import(PROGRAM)) as { run: typeof runType };
  const environment = environmentOf(env);
  const written = { stdout: '', stderr: '' };
  const isWorkflow = environment['GITHUB_ACTIONS'] === 'true';
  const stream = (name: keyof typeof written) =>
    safeStream({ write: (text) => void (written[name] += text), isTerminal: false }, isWorkflow);
  const leave = enter(environment, isDated(args));
  try {
    const code = await run(args, { cwd, environment, stdout: stream('stdout'), stderr: stream('stderr') });
    return { code, ...written };
  } finally {
    leave();
  }
}

/** Runs the compiled program as a person would: as a process of its own, with a quiet environment. */
export function runProgram(args: readonly string[], { cwd = ROOT, env }: Circumstances = {}): Promise<Ran> {
  const dated = isDated(args) ? { NODE_OPTIONS: `--import=${CLOCK}` } : {};
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [MAIN, ...args], {
      cwd,
      env: { ...dated, ...environmentOf(env) },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

/** Commands that compare what a text says with the clock. */
const DATED = [
  'check',
  'correct',
  'extend',
  'freeze',
  'new',
  'redact',
  'resolve',
  'undo',
  'update',
  'withdraw',
];

/** No test depends on the date of the machine it runs on. */
function isDated([command = '']: readonly string[]): boolean {
  return DATED.includes(command);
}

/** What every run of the program gets: the programs of this machine, no colours, one key for all caches. */
export const PLAIN_ENVIRONMENT: NodeJS.ProcessEnv = {
  PATH: process.env['PATH'],
  NO_COLOR: '1',
  INCIDENT_PRESS_CACHE_KEY: process.env['INCIDENT_PRESS_CACHE_KEY'],
};

function environmentOf(more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  return {
    ...PLAIN_ENVIRONMENT,
    ...doubting(),
    ...more,
  };
}

/** How many commands run within this process, and what they found. */
const entered = { count: 0, environment: process.env, now: Date.now };

/** Gives this process the environment and the clock of a command until the function it returns is called. */
function enter(environment: NodeJS.ProcessEnv, dated: boolean): () => void {
  if (entered.count === 0) Object.assign(entered, { environment: process.env, now: Date.now });
  entered.count += 1;
  process.env = { ...environment };
  if (dated) Date.now = present;
  return () => {
    entered.count -= 1;
    if (entered.count > 0) return;
    process.env = entered.environment;
    Date.now = entered.now;
  };
}

/** With `npm run doubt`, every build that remembers is compared with one that does not. */
function doubting(): NodeJS.ProcessEnv {
  const doubt = process.env['INCIDENT_PRESS_DOUBT'];
  return doubt === undefined ? {} : { INCIDENT_PRESS_DOUBT: doubt };
}

/** A folder of its own for a test, under the system's temporary folder. */
export function makeFolder(): string {
  return mkdtempSync(join(tmpdir(), 'incident-press-'));
}

/** A copy of the example site in a folder of its own. */
export function copyExample(): string {
  const folder = makeFolder();
  copyExampleTo(folder);
  return folder;
}

/** Copies the example site into a folder. */
export function copyExampleTo(folder: string): void {
  for (const part of ['site.yaml', 'incidents', 'published', '.gitattributes'])
    cpSync(join(ROOT, part), join(folder, part), { recursive: true });
}
