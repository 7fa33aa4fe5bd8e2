import { spawn } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';
import { MAIN } from './run.ts';

/** Erases what a question proposes. */
export const ERASE = '\u0015';
export const ENTER = '\r';
export const DOWN = '\u001B[B';
export const CTRL_C = '\u0003';

/**
 * Runs the program at a terminal of its own, as a person would. Each answer is the words to wait for, which
 * come after those of the answer before, and the keys that are pressed then.
 *
 * @returns The exit code, and all that was shown.
 */
export function interview(
  args: readonly string[],
  answers: readonly (readonly [words: string, keys: string])[],
  { cwd, env = {} }: { readonly cwd: string; readonly env?: NodeJS.ProcessEnv },
): Promise<{ readonly code: number | null; readonly shown: string }> {
  return new Promise((resolve, reject) => {
    const command = `stty cols 100 rows 40; exec '${process.execPath}' '${MAIN}' ${args.join(' ')}`;
    const child = spawn('script', ['-qefc', command, '/dev/null'], {
      cwd,
      env: { PATH: process.env['PATH'], HOME: cwd, TERM: 'xterm', NO_COLOR: '1', SHELL: '/bin/sh', ...env },
    });
    const left = [...answers];
    let shown = '';
    let from = 0;
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      shown += stripVTControlCharacters(text);
      const [words = '', keys = ''] = left[0] ?? [];
      const at = shown.indexOf(words, from);
      if (left.length === 0 || at < 0) return;
      from = at + words.length;
      left.shift();
      child.stdin.write(keys);
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, shown }));
  });
}
