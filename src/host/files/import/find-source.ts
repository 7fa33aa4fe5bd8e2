import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readText } from '../cache-folder.ts';
import { namesIn } from '../site-files.ts';

/** Something in a folder that could be imported, and the command that does it. */
export interface ImportSource {
  readonly what: string;
  readonly words: string;
}

/** Folders in which teams keep post-mortems; the folder itself among them. */
const FOLDERS = [
  '',
  'postmortems',
  'post-mortems',
  'incidents',
  'docs/postmortems',
  'docs/post-mortems',
  'posts',
  '_posts',
];
const DATED = /^\d{4}-\d{2}-\d{2}.*\.(?:md|markdown)$/i;

/** Looks for a status page or post-mortems of another system in a folder; undefined if there are none. */
export function findSource(folder: string): ImportSource | undefined {
  if (existsSync(join(folder, '.upptimerc.yml')))
    return { what: 'an Upptime page', words: 'import upptime history issues.json' };
  if (isCstate(folder)) return { what: 'a cState page', words: 'import cstate .' };
  const own = FOLDERS.find(
    (name) => namesIn(join(folder, name)).filter((each) => DATED.test(each)).length >= 2,
  );
  return own === undefined
    ? undefined
    : { what: 'post-mortems in Markdown', words: `import markdown ${own || '.'}` };
}

function isCstate(folder: string): boolean {
  if (existsSync(join(folder, 'themes/cstate'))) return true;
  return ['config.yml', 'config.yaml', 'config.toml', 'hugo.yaml', 'hugo.toml'].some((name) =>
    /^\s*theme\s*[:=]\s*["']?cstate\b/im.test(readText(join(folder, name)) ?? ''),
  );
}
