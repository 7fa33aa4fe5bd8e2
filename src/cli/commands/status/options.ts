import type { Command as Commander } from 'commander';
import { InvalidArgumentError } from 'commander';
import { given, oneOf } from '../../shared-options.ts';
import type { Choose } from '../../shared-options.ts';
import { FAILURES } from '../../../model/translation-failure.ts';
import type { Failure } from '../../../model/translation-failure.ts';

export interface StatusCommand {
  /** Any part of a reference. */
  readonly reference?: string | undefined;
  /** A language tag: show what its translations lack. */
  readonly diff?: string | undefined;
  readonly failOn: readonly Failure[];
  readonly json: boolean;
}

/** `incident-press status`. */
export function describe(program: Commander, choose: Choose<StatusCommand>): void {
  program
    .command('status')
    .description('show which translations exist, are complete and up to date')
    .argument('[ref]', 'any part of a reference; without one, all reports')
    .option('--diff <lang>', 'print what changed in the original since it was translated into a language')
    .option(
      '--fail-on <what>',
      'end with exit code 1 if something is stale, missing, partial or automatic; may be repeated',
      failures,
      [],
    )
    .option('--json', 'print JSON')
    .action((reference: string | undefined, { diff, failOn, json = false }) =>
      choose({ failOn, json, ...given({ reference, diff }) }),
    );
}

function failures(value: string, before: readonly Failure[]): Failure[] {
  const names = value.split(',').map((name) => name.trim());
  if (names.every((name) => name === '')) {
    throw new InvalidArgumentError(`It is one of ${FAILURES.join(', ')}.`);
  }
  return [...new Set([...before, ...names.filter((name) => name !== '').map(oneOf(FAILURES))])];
}
