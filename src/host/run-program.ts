import { spawn } from 'node:child_process';
import { Refused } from './refused.ts';

/**
 * Runs a program of the user's to its end, without a shell, and returns its exit code or the signal that
 * ended it. What it prints goes to standard error, so that `--json` stays readable. Throws Refused if it
 * cannot be started; `remedy` is what to do besides installing it.
 */
export function runProgram(
  words: readonly string[],
  env: NodeJS.ProcessEnv,
  remedy: string,
): Promise<number | string> {
  const [program = '', ...args] = words;
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env, stdio: ['ignore', process.stderr, process.stderr] });
    child.on('error', (error: NodeJS.ErrnoException) =>
      reject(
        new Refused(
          'failed',
          `\`${program}\` could not be started: ${error.code === 'ENOENT' ? 'it was not found' : String(error.code)}`,
          `Install it, or ${remedy}. They are not passed to a shell.`,
        ),
      ),
    );
    child.on('close', (code, signal) => resolve(code ?? signal ?? 'no code'));
  });
}
