/** A file or folder cannot be written: a sentence, and the way out. */
export class OutputRefused extends Error {
  readonly reason: 'not-ours' | 'locked' | 'failed';
  readonly hint: string;

  constructor(reason: OutputRefused['reason'], message: string, hint: string) {
    super(message);
    this.name = 'OutputRefused';
    this.reason = reason;
    this.hint = hint;
  }
}

const REASONS: readonly (readonly [code: string, sentence: string, hint: string])[] = [
  ['ENOSPC', 'the disk is full', 'Make room and run the same command again.'],
  ['EDQUOT', 'the disk quota is used up', 'Make room and run the same command again.'],
  ['EACCES', 'the system does not allow it', 'Check who owns the folder and its parent, or use another one.'],
  ['EPERM', 'the system does not allow it', 'Check who owns the folder and its parent, or use another one.'],
  ['EROFS', 'the disk is read-only', 'Use a folder on another disk.'],
  ['EMFILE', 'too many files are open', 'Raise the limit with `ulimit -n` and run the same command again.'],
  ['EXDEV', 'the folder and its parent are on two disks', 'Use a folder that is no mount point.'],
  ['ENOTDIR', 'a part of its path is a file', 'Use another folder.'],
  ['EBUSY', 'the folder is in use or a mount point', 'Use a folder that is no mount point.'],
];

/**
 * Failures of the system as a sentence about what could not be written; a bug stays the error it is.
 * `state` says what is left of the thing.
 */
export function refusalOf(error: unknown, what: string, state: string): unknown {
  if (error instanceof OutputRefused) return error;
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return error;
  const known = REASONS.find(([code]) => code === error.code);
  const [, sentence, hint] = known ?? [
    '',
    `the system says ${String(error.code)}`,
    'Put that right and run the same command again.',
  ];
  return new OutputRefused('failed', `${what} could not be written: ${sentence}`, `${state} ${hint}`);
}
