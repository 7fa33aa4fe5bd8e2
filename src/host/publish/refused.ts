/**
 * A publication that could not be started or finished: a sentence, and the way out. `usage` is a mistake in
 * how it was asked for; `failed` is the world outside.
 */
export class PublishRefused extends Error {
  readonly reason: 'usage' | 'failed';
  readonly hint: string;

  constructor(message: string, hint: string, reason: PublishRefused['reason'] = 'failed') {
    super(message);
    this.name = 'PublishRefused';
    this.hint = hint;
    this.reason = reason;
  }
}

const REASONS: Readonly<Record<string, readonly [sentence: string, hint: string]>> = {
  ENOSPC: ['the disk is full', 'Make room, or keep fewer releases with `--keep`.'],
  EDQUOT: ['the disk quota is used up', 'Make room, or keep fewer releases with `--keep`.'],
  EACCES: ['the system does not allow it', 'Check who owns the folder, and as whom this runs.'],
  EPERM: ['the system does not allow it', 'Check who owns the folder, and as whom this runs.'],
  EROFS: ['the disk is read-only', 'Name a folder on another disk.'],
  ENOTDIR: ['a part of its path is a file', 'Name another folder.'],
  ENOENT: ['a file of it is gone', 'Build again, and let nothing else write there meanwhile.'],
  EMFILE: ['too many files are open', 'Raise the limit with `ulimit -n`.'],
};

/**
 * What the system said while `what` was done, as a refusal that ends with what holds now; anything else is a bug
 * and stays as it is.
 */
export function asPublishRefusal(
  error: unknown,
  what: string,
  now = 'Readers still have the site as it was; the same command completes it.',
): unknown {
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return error;
  const code = String(error.code);
  const [sentence, hint] = REASONS[code] ?? [`the system says ${code}`, 'Look at the folder and the disk.'];
  return new PublishRefused(`${what}: ${sentence}`, `${hint} ${now}`);
}
