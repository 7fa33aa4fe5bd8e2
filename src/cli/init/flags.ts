import type { Host, Runner } from './answers.ts';

/** The options of `init` as given on the command line. */
export interface InitFlags {
  readonly folder: string;
  readonly yes: boolean;
  readonly title?: string | undefined;
  readonly url?: string | undefined;
  /** Tags with commas between. */
  readonly languages?: string | undefined;
  /** Each a name, or `id=name`. */
  readonly services: readonly string[];
  readonly host?: Host | undefined;
  readonly ci?: Runner | undefined;
  readonly hook?: boolean | undefined;
  /** Whether the workflow on GitHub attests what it built. */
  readonly attest: boolean;
  /** Anything that npm can install: a version, a .tgz file, a git address. */
  readonly program?: string | undefined;
  /** Whether npm completes the lock file. */
  readonly lock: boolean;
}
