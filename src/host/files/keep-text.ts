import { join } from 'node:path';
import { createFile } from './write.ts';
import { makePrivateFolder } from './site-writer.ts';

/**
 * Saves a text that exists nowhere else, below the site's private folder. Returns the path of its file, a new
 * one each time; `name` says what it holds.
 */
export function keepText(root: string, text: string, name: 'text' | 'undone'): string {
  const folder = makePrivateFolder(root);
  for (let number = 1; ; number += 1) {
    const path = join(folder, `${name}-${number}.md`);
    if (createFile(path, text)) return path;
  }
}
