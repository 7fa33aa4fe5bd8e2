import { join } from 'node:path';
import { createFile } from './write.ts';
import { makePrivateFolder } from './site-writer.ts';

/** Keeps a text that could not be put where it belongs. Gives the path of its file, which is a new one each time. */
export function keepText(root: string, text: string): string {
  const folder = makePrivateFolder(root);
  for (let number = 1; ; number += 1) {
    const path = join(folder, `text-${number}.md`);
    if (createFile(path, text)) return path;
  }
}
