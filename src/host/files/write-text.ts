import { linkSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Writes a new text file whole or not at all. Throws with code EEXIST where there is one already. */
export function createText(path: string, text: string): void {
  const draft = draftOf(path);
  try {
    writeFileSync(draft, text, { flag: 'wx' });
    // Unlike a rename, a link never takes the place of a file that came in between.
    linkSync(draft, path);
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Puts another text in the place of a file, whole or not at all; its rights stay, a link is followed. */
export function replaceText(path: string, text: string): void {
  const target = realpathSync(path);
  const draft = draftOf(target);
  try {
    writeFileSync(draft, text, { flag: 'wx', mode: statSync(target).mode });
    renameSync(draft, target);
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Beside the file, so that both are on one disk; the leading dot keeps a build from reading it. */
function draftOf(path: string): string {
  return join(dirname(path), `.${basename(path)}.${process.pid}`);
}
