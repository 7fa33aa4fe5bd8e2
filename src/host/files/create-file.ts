import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { isCode } from '../system-errors.ts';

/** Writes a file that must not be there yet, with the folders above it. False if it is there, and is left alone. */
export function createFile(path: string, text: string): boolean {
  mkdirSync(dirname(path), { recursive: true });
  try {
    writeFileSync(path, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    // Half a file would be taken for a whole one.
    rmSync(path, { force: true });
    throw error;
  }
}

/** Makes a folder that must not be there yet, so that nobody else has it. False if it is there. */
export function claimFolder(path: string): boolean {
  mkdirSync(dirname(path), { recursive: true });
  try {
    mkdirSync(path);
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    throw error;
  }
}
