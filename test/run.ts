import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

export const ROOT = join(import.meta.dirname, '..');
export const MAIN = join(ROOT, 'lib/cli/main.js');

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the compiled program as a person would, with a quiet environment. */
export function runCommand(
  args: readonly string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [MAIN, ...args], {
      cwd: options.cwd ?? ROOT,
      env: { PATH: process.env['PATH'], NO_COLOR: '1', ...presentOf(args), ...doubting(), ...options.env },
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
function presentOf([command = '']: readonly string[]): NodeJS.ProcessEnv {
  const clock = pathToFileURL(join(import.meta.dirname, 'clock.mjs')).href;
  return DATED.includes(command) ? { NODE_OPTIONS: `--import=${clock}` } : {};
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
