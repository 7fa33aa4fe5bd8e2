import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { Refused } from '../refused.ts';
import { isCode } from '../system-errors.ts';

/** Windows does not have `O_NONBLOCK`, and does not need it: no file in a folder there is a pipe. */
const { O_RDONLY, O_NONBLOCK = 0 } = constants;

/**
 * Opens a file to read it. Throws Refused if it is a pipe or a device, which could keep the program waiting
 * forever with no signal able to end it, and a system error if it cannot be opened.
 */
export function openRegular(path: string): number {
  const file = openSync(path, O_RDONLY | O_NONBLOCK);
  const stat = fstatSync(file);
  if (stat.isFile() || stat.isDirectory()) return file;
  closeSync(file);
  throw new Refused(
    'failed',
    `${path} is a pipe or a device, not a file`,
    'Remove it, and run the same command again.',
  );
}

/** The bytes of such a file. */
export function readRegular(path: string): Buffer {
  const file = openRegular(path);
  try {
    return readFileSync(file);
  } finally {
    closeSync(file);
  }
}

/** The text of a file that may be missing; undefined if it is. */
export function readTextIfThere(path: string): string | undefined {
  try {
    return readRegular(path).toString('utf8');
  } catch (error) {
    if (isCode(error, 'ENOENT', 'ENOTDIR')) return undefined;
    throw error;
  }
}
