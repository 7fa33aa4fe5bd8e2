import type { Command as Commander } from 'commander';
import { TEXT } from '../../arguments/text.ts';
import { STATES } from '../../../model/edition.ts';
import type { State } from '../../../model/edition.ts';
import { AT, collect, given, oneOf, REF, splitWords } from '../../shared-options.ts';
import type { Choose } from '../../shared-options.ts';

export interface UpdateCommand {
  readonly reference?: string | undefined;
  readonly headline: string;
  readonly state?: State | undefined;
  readonly at?: string | undefined;
  /** A file with Markdown, or `-`. */
  readonly text?: string | undefined;
  /** When readers will hear more. */
  readonly next?: string | undefined;
  /** Each `id=state`. */
  readonly services: readonly string[];
  readonly json: boolean;
}

/** `incident-press update`. */
export function describe(program: Commander, choose: Choose<UpdateCommand>): void {
  program
    .command('update')
    .description('add an entry to the timeline of a report')
    .usage('[options] [ref] "Headline"')
    .argument('<words...>', `what is new; before that, ${REF}`)
    .option('--state <state>', `the state from here on: ${STATES.join(', ')}`, oneOf(STATES))
    .option('--service <id=state>', 'the state of a service from here on (repeatable)', collect)
    .option('--text <file>', TEXT)
    .option('--next <time>', 'when readers will hear more: 17:30, +45m, "tomorrow 09:00", or in full')
    .option('--at <time>', AT)
    .option('--json', 'print JSON')
    .action((words: string[], { state, at, text, next, service, json = false }, self: Commander) =>
      choose({
        ...splitWords(words, (message) => self.error(message)),
        services: service ?? [],
        json,
        ...given({ state, at, text, next }),
      }),
    );
}
