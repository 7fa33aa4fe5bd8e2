import type { Command as Commander } from 'commander';
import { KINDS, SEVERITIES, STATES } from '../../../model/edition.ts';
import type { Kind, Severity, State } from '../../../model/edition.ts';
import { TEXT } from '../../arguments/text.ts';
import { given, oneOf } from '../../shared-options.ts';
import type { Choose } from '../../shared-options.ts';
import { AT, collect } from '../../shared-options.ts';

export interface NewCommand {
  /** If left out, a person at a terminal is asked. */
  readonly title?: string | undefined;
  readonly kind?: Kind | undefined;
  readonly severity?: Severity | undefined;
  /** Each `id` or `id=state`. */
  readonly services: readonly string[];
  readonly language?: string | undefined;
  readonly at?: string | undefined;
  readonly state?: State | undefined;
  /** A file with Markdown, or `-`. */
  readonly text?: string | undefined;
  readonly summary?: string | undefined;
  /** The reference it will have, with or without the date. */
  readonly reference?: string | undefined;
  readonly start?: string | undefined;
  readonly end?: string | undefined;
  readonly draft: boolean;
  readonly json: boolean;
}

/** `incident-press new`. */
export function describe(program: Commander, choose: Choose<NewCommand>): void {
  program
    .command('new')
    .description('start a report')
    .argument('[title]', 'what users notice, in a few words; without it, you are asked')
    .option('--severity <severity>', SEVERITIES.join(', '), oneOf(SEVERITIES))
    .option('--service <id[=state]>', 'an affected service, and its state (repeatable)', collect)
    .option('--state <state>', 'the state it is in (default: investigating)', oneOf(STATES))
    .option('--at <time>', AT)
    .option('--text <file>', TEXT)
    .option('--summary <text>', 'one or two sentences for lists and feeds')
    .option('--ref <name>', 'the name of its folder, with or without the date (default: from the title)')
    .option('--lang <tag>', 'the language it is written in (default: that of the site)')
    .option('--kind <kind>', `${KINDS.join(', ')} (default: incident)`, oneOf(KINDS))
    .option('--start <time>', 'for maintenance: the planned start')
    .option('--end <time>', 'for maintenance: the planned end')
    .option('--draft', 'do not publish it yet (version 000)')
    .option('--json', 'print JSON')
    .action((title: string | undefined, { service, lang, ref, draft = false, json = false, ...others }) =>
      choose({
        services: service ?? [],
        draft,
        json,
        ...given({ ...others, title, language: lang, reference: ref }),
      }),
    );
}
