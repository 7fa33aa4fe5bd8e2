import type { Command as Commander } from 'commander';
import type { Choose } from '../../shared-options.ts';

export interface RedactCommand {
  readonly reference: string;
  readonly version: string;
  readonly language?: string | undefined;
  readonly reason: string;
}

/** `incident-press redact`. */
export function describe(program: Commander, choose: Choose<RedactCommand>): void {
  program
    .command('redact')
    .description('take one published version back: its text goes, its hashes stay')
    .argument('<ref>', 'the reference of the report, or an unambiguous part of it')
    .argument('<version>', 'the version, such as 002 or 002r2')
    .requiredOption('--reason <text>', 'why, in words for readers')
    .option('--lang <tag>', 'in this language only (default: in every language that has the version)')
    .action(
      (reference: string, version: string, { reason, lang }: { reason: string; lang?: string | undefined }) =>
        choose({
          reference,
          version,
          reason,
          language: lang,
        }),
    );
}
