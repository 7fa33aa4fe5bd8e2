/**
 * Why a command did not do what it was asked for:
 * - `usage`: a mistake in how it was called - `not-ours`: a folder or an object that this program did not
 *   make - `no-git`: git could not answer - `busy`: another process is working there - `failed`: the system,
 *   the network or a service refused
 */
export type RefusalKind = 'usage' | 'not-ours' | 'no-git' | 'busy' | 'failed';

/**
 * What a person can correct: one sentence without a full stop, and the way out. It is thrown wherever the
 * problem is noticed, and printed in one place. Anything else that is thrown is a bug.
 */
export class Refused extends Error {
  readonly kind: RefusalKind;
  readonly hint: string;

  constructor(kind: RefusalKind, message: string, hint: string) {
    super(message);
    this.name = 'Refused';
    this.kind = kind;
    this.hint = hint;
  }
}
