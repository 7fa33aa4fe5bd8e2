import { spawn } from 'node:child_process';
import { MAIN } from './run.ts';

/** A question, as a part of what is shown, and what is typed when it is there. */
export type Answer = readonly [question: string, typed: string];

/**
 * Runs the program in a terminal of a given width, and answers what it asks. Gives what was shown, with the
 * line ends of text, and the exit code.
 */
export async function runInTerminal(
  args: readonly string[],
  {
    cwd,
    columns = 80,
    answers = [],
    env = {},
  }: { cwd: string; columns?: number; answers?: readonly Answer[]; env?: NodeJS.ProcessEnv },
): Promise<{ readonly shown: string; readonly code: number | null }> {
  const words = [process.execPath, MAIN, ...args].map(
    (word) => `'${word.replaceAll("'", String.raw`'\''`)}'`,
  );
  const command = `stty cols ${columns} rows 24; exec ${words.join(' ')}`;
  const child = spawn('script', ['-qec', command, '/dev/null'], {
    cwd,
    env: { PATH: process.env['PATH'], HOME: cwd, TERM: 'xterm', NO_COLOR: '1', ...env },
  });
  const open = [...answers];
  let shown = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    shown += text;
    const [question, typed] = open[0] ?? [];
    if (question === undefined || !shown.includes(question)) return;
    open.shift();
    // The question is drawn in several pieces, and keys are heard once it stands.
    setTimeout(() => child.stdin.write(typed), 300);
  });
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { shown: shown.replaceAll('\r\n', '\n'), code };
}
