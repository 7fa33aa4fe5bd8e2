import type { Command as Commander } from 'commander';
import type { Choose } from '../../shared-options.ts';

export interface RedactCommand {
  readonly reference: string;
  readonly version: string;
  readonly language?: string | undefined;
  readonly reason: string;
  readonly json: boolean;
}

interface Options {
  readonly reason: string;
  readonly lang?: string | undefined;
  readonly json?: boolean | undefined;
}

/** `incident-press redact`. */
export function describe(program: Commander, choose: Choose<RedactCommand>): void {
  program
    .command('redact')
    .description('remove the text of one published version; its hashes stay')
    .argument('<ref>', 'the reference of the report, or a part of it that fits only one report')
    .argument('<version>', 'the version, such as 002 or 002r2')
    .requiredOption('--reason <text>', 'the reason, for readers')
    .option('--lang <tag>', 'in this language only (default: in every language that has the version)')
    .option('--json', 'print JSON')
    .action((reference: string, version: string, { reason, lang, json = false }: Options) =>
      choose({ reference, version, reason, language: lang, json }),
    );
}
