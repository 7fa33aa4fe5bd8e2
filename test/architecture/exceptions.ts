import type { Violation } from './module.ts';
import type { RuleName } from './rules.ts';

/** The exceptions to the rules, and why each is allowed. */
export interface Exception {
  readonly rule: RuleName;
  /** A file of `src/`, or a folder with `/` at its end. */
  readonly path: string;
  /**
   * What in it: a function, a variable, something that is used; if undefined, everything the rule finds
   * there.
   */
  readonly name: string | undefined;
  readonly reason: string;
}

export const EXCEPTIONS: readonly Exception[] = [
  {
    rule: 'hashing',
    path: 'host/publish/object-store.ts',
    name: 'hash',
    reason: 'MD5, which S3 compares and shows as the ETag; nothing else may use it',
  },
  {
    rule: 'world',
    path: 'pipeline/parse/worker.ts',
    name: 'node:worker_threads',
    reason: 'the entry file of a worker, which has to answer its thread',
  },
  {
    rule: 'world',
    path: 'pipeline/crew/worker.ts',
    name: 'node:worker_threads',
    reason: 'the entry file of a worker, which has to answer its thread',
  },
  {
    rule: 'world',
    path: 'pipeline/crew/worker.ts',
    name: 'node:v8',
    reason: 'reads reports from the bytes they are stored in, which is the same on every machine',
  },
];

/** True if this exception was made for this violation. */
export function covers({ path, name }: Exception, violation: Violation): boolean {
  const isPlace = path.endsWith('/') ? violation.path.startsWith(path) : violation.path === path;
  return isPlace && (name === undefined || name === violation.name);
}
