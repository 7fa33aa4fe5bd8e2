import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MAIN } from './run.ts';

/**
 * Puts a program into a folder that runs the scripts of a site as npm does, only faster, and with the program
 * that is being tested: `npm run new -- "Title"`, `npm run incident-press -- list`.
 */
export function standInForNpm(bin: string): void {
  const script = `#!/bin/sh
test "$1" = run || exit 9
shift
test "$1" != --silent || shift
if test "$1" = incident-press; then shift; first=""; else first=$1; shift; fi
test "$1" != -- || shift
exec "${process.execPath}" "${MAIN}" $first "$@"
`;
  writeFileSync(join(bin, 'npm'), script);
  chmodSync(join(bin, 'npm'), 0o755);
}
