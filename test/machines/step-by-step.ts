import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { freezeTexts } from '../freeze.ts';
import { makeFolder } from '../run.ts';
import { makeFolderOf } from './made.ts';
import type { Made } from './made.ts';

/** A site that is changed and published step by step. */
export function openSite(files: Readonly<Record<string, string>>) {
  const folder = makeFolder();
  const write = (sources: Readonly<Record<string, string>>) => {
    for (const [path, text] of Object.entries(sources)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
  };
  write(files);
  return {
    folder,
    build: () => makeFolderOf(folder),
    /** Publishes these and all earlier files at a time, and builds the site. */
    async publish(at: string, sources: Readonly<Record<string, string>> = {}): Promise<Made> {
      write(sources);
      await freezeTexts(folder, at);
      return makeFolderOf(folder);
    },
    close: () => rmSync(folder, { recursive: true }),
  };
}
