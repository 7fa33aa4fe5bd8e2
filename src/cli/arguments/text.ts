import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { keepText } from '../../host/files/keep-text.ts';
import { Refused } from '../../host/refused.ts';
import { EXIT } from '../world.ts';
import type { ExitCode, World } from '../world.ts';

/** Where Markdown comes from: a file, `-` for what is piped in, or text that was typed. */
export type TextFrom = { readonly file: string } | { readonly typed: string };

/** How `--text` is described where it is offered. */
export const TEXT = 'more about it, in Markdown; - reads standard input';

/** The Markdown, ending in exactly one line end. Throws Refused. */
async function readText(text: TextFrom | undefined, world: World): Promise<string | undefined> {
  if (text === undefined) return undefined;
  const raw = 'typed' in text ? text.typed : await readFrom(text.file, world);
  const trimmed = raw.replaceAll(/\r\n?/g, '\n').replaceAll(/^(?:[^\S\n]*\n)+|\s+$/g, '');
  if (trimmed !== '') return `${trimmed}\n`;
  throw new Refused('usage', 'The text is empty', 'Write what happened, in Markdown.');
}

async function readFrom(file: string, world: World): Promise<string> {
  if (file === '-') {
    if (world.input) return world.input.read();
    throw new Refused('usage', 'No text was piped in', 'Name a file with `--text`.');
  }
  try {
    return readFileSync(resolve(world.cwd, file), 'utf8');
  } catch {
    throw new Refused(
      'usage',
      `${file} cannot be read`,
      'Name a file with `--text`, or pipe it in with `--text -`.',
    );
  }
}

/**
 * Does `work`, which reads the text when it needs it. Piped text exists in no file: if the work fails, it is
 * saved to one and the path is printed, so that nobody has to write it again.
 */
export async function withText(
  from: TextFrom | undefined,
  root: string,
  world: World,
  work: (read: () => Promise<string | undefined>) => Promise<ExitCode>,
): Promise<ExitCode> {
  let reading: Promise<string | undefined> | undefined;
  const read = () => (reading ??= readText(from, world));
  let code: ExitCode | undefined;
  try {
    return (code = await work(read));
  } finally {
    const isPiped = from !== undefined && 'file' in from && from.file === '-';
    const isThere = reading !== undefined || world.input?.isTerminal === false;
    if (code !== EXIT.fine && isPiped && isThere) await keep(read(), root, world);
  }
}

/** The reason for the missing text has already been reported. */
async function keep(reading: Promise<string | undefined>, root: string, world: World): Promise<void> {
  const text = await reading.catch(() => undefined);
  if (text !== undefined)
    world.stderr.write(`note   your text is saved: --text ${keepText(root, text, 'text')}\n`);
}
