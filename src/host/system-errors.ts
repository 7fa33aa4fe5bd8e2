import { Refused } from './refused.ts';

/** What system errors mean, and what a person can do about them. */
const KNOWN: Readonly<Record<string, readonly [sentence: string, hint: string]>> = {
  EACCES: ['the system does not allow it', 'Check who owns the folder, and which user runs this.'],
  EBUSY: ['it is in use, or a disk is mounted there', 'Use a folder that is not a mount point.'],
  EDQUOT: ['the disk quota is used up', 'Make room, and run the same command again.'],
  EISDIR: ['there is a folder with that name', 'Use another name.'],
  ELOOP: ['its links form a loop', 'Remove the link, or use another path.'],
  EMFILE: ['too many files are open', 'Raise the limit with `ulimit -n`, and run the same command again.'],
  ENAMETOOLONG: ['its name is too long', 'Use a shorter one.'],
  ENFILE: ['too many files are open', 'Close other programs, and run the same command again.'],
  ENOENT: ['part of its path is gone', 'Run the same command again, and let nothing else write there.'],
  ENOSPC: ['the disk is full', 'Make room, and run the same command again.'],
  ENOTDIR: ['part of its path is a file', 'Use another folder.'],
  EPERM: ['the system does not allow it', 'Check who owns the folder, and which user runs this.'],
  EROFS: ['the disk is read-only', 'Use a folder on another disk.'],
  EXDEV: ['the folder and its parent are on two disks', 'Use a folder that is not a mount point.'],
};

/** True for a system error of that kind. */
export function isCode(error: unknown, ...codes: readonly string[]): boolean {
  return isSystemError(error) && codes.includes(error.code);
}

/** True if a link was refused because the file system, or this file, cannot have one. */
export function isWithoutLinks(error: unknown): boolean {
  return isCode(error, 'EPERM', 'ENOTSUP', 'ENOSYS', 'EMLINK');
}

/**
 * A system error as `what: why`, with a way out and the present state (`state`); anything else is a bug and
 * is returned unchanged.
 */
export function refusalOf(error: unknown, what: string, state = ''): unknown {
  if (!isSystemError(error) || !('syscall' in error)) return error;
  const [sentence, hint] = KNOWN[error.code] ?? [
    `the system says ${error.code}`,
    'Correct that, and run the same command again.',
  ];
  return new Refused('failed', `${what}: ${sentence}`, `${hint} ${state}`.trimEnd());
}

/**
 * A part of the program that Node could not load, as a sentence; undefined for anything else. If too many
 * files are open, Node reports that a module does not exist.
 */
export function notLoaded(error: unknown): Refused | undefined {
  if (!isSystemError(error) || error.code !== 'ERR_MODULE_NOT_FOUND') return undefined;
  return new Refused(
    'failed',
    'A part of the program could not be loaded: it is missing, or too many files are open',
    'Raise the limit with `ulimit -n`, and run the same command again; if that does not help, install the program again.',
  );
}

/** True for an error from the operating system. */
export function isSystemError(error: unknown): error is Error & { readonly code: string } {
  return error instanceof Error && 'code' in error && typeof error.code === 'string';
}
