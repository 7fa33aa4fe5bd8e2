import { existsSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { columnsOf } from '../../diagnostics/formats/display.ts';
import { remoteOf } from '../../host/git-remote.ts';
import type { Remote } from '../../host/git-remote.ts';
import type { Stream, World } from '../world.ts';
import { painterFor } from './paint.ts';

type Here = Pick<World, 'cwd' | 'environment'>;

/** What to commit: paths in the site, and the commit message. */
export interface Committing {
  readonly root: string;
  readonly paths: readonly string[];
  readonly message: string;
  /** Commands that come before the commit, if there are any. */
  readonly first?: readonly string[] | undefined;
}

/**
 * The commands that get a change published: commit, pull and push if there is a repository, else a build.
 * Each can be run from the folder in which the command ran.
 */
export async function stepsToPublish(committing: Committing, { cwd, environment }: Here): Promise<string[]> {
  const { root, paths, message, first = [] } = committing;
  if (!isInRepository(root)) return [...first, ourCommand('build', root, { cwd, environment })];
  const fromHere = paths.map((path) => quoted(relative(cwd, join(root, path)).split(sep).join('/') || '.'));
  return [
    ...first,
    `git add ${fromHere.join(' ')}`,
    `git commit -m "${message}"`,
    ...sharingSteps(await remoteOf(root)),
  ];
}

/** Pull and push, if there is anybody to share with. Unfinished work elsewhere never blocks them. */
export function sharingSteps(remote: Remote): readonly string[] {
  switch (remote) {
    case 'none':
      return [];
    case 'new-branch':
      return ['git push -u origin HEAD'];
    case 'followed':
      return ['git pull --rebase --autostash && git push'];
  }
}

/**
 * One of the program's commands as it has to be typed here: through npm if that started the program, since
 * then it is not on the PATH, and with `--site` if the command runs outside the site.
 */
export function ourCommand(words: string, root: string, { cwd, environment }: Here): string {
  const program = STARTED_BY[environment['npm_command'] ?? ''] ?? 'incident-press';
  const isInside = !relative(root, cwd).startsWith('..');
  return `${program} ${words}${isInside ? '' : ` --site ${quoted(relative(cwd, root).split(sep).join('/'))}`}`;
}

/** How to type the program if npm started it, depending on which npm command did. */
const STARTED_BY: Readonly<Record<string, string>> = {
  exec: 'npx incident-press',
  run: 'npm run incident-press --',
  'run-script': 'npm run incident-press --',
};

/**
 * Commands one after the other after a label, as text to be copied: on one line if they fit, else below the
 * label with a line for each. Lines only break after `&&`, where a shell goes on reading.
 */
export function labelled(label: string, steps: readonly string[], columns: number | undefined): string {
  const inline = `${label}  ${steps.join(' && ')}`;
  return columns === undefined || columnsOf(inline) <= columns
    ? inline
    : [label, steps.join(' &&\n')].join('\n');
}

/** Prints what to type next. */
export function printNext(
  steps: readonly string[],
  { world, stream, colour }: { readonly world: World; readonly stream: Stream; readonly colour: boolean },
): void {
  const label = painterFor(world, stream, colour)('cyan', 'next');
  stream.write(`${labelled(label, steps, stream.columns)}\n`);
}

/** A path quoted for a shell. */
export function quoted(path: string): string {
  return /^[\w./@%+-]+$/.test(path) ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`;
}

function isInRepository(folder: string): boolean {
  if (existsSync(join(folder, '.git'))) return true;
  return dirname(folder) !== folder && isInRepository(dirname(folder));
}
