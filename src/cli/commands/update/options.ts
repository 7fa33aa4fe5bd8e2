import type { Command as Commander } from 'commander';
import { TEXT } from '../../arguments/text.ts';
import { STATES } from '../../../model/edition.ts';
import type { State } from '../../../model/edition.ts';
import { UPDATE_SENTENCES } from '../../../writing/say.ts';
import { AT, collect, given, oneOf, REF, wordsOrSentence } from '../../shared-options.ts';
import type { Choose } from '../../shared-options.ts';

export interface UpdateCommand {
  readonly reference?: string | undefined;
  /** Undefined where a sentence is the headline. */
  readonly headline?: string | undefined;
  readonly say?: (typeof UPDATE_SENTENCES)[number] | undefined;
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
    .argument('[words...]', `what is new; before that, ${REF}`)
    .option('--say <sentence>', SAY, oneOf(UPDATE_SENTENCES))
    .option('--state <state>', `the state from here on: ${STATES.join(', ')}`, oneOf(STATES))
    .option('--service <id=state>', 'the state of a service from here on (repeatable)', collect)
    .option('--text <file>', TEXT)
    .option('--next <time>', 'when readers will hear more: 17:30, +45m, "tomorrow 09:00", or in full')
    .option('--at <time>', AT)
    .option('--json', 'print JSON')
    .action((words: string[], { say, state, at, text, next, service, json = false }, self: Commander) =>
      choose({
        ...wordsOrSentence(words, { say, state, text }, (message) => self.error(message)),
        services: service ?? [],
        json,
        ...given({ say, state, at, text, next }),
      }),
    );
}

const SAY = `a ready sentence, in every language of the site: ${UPDATE_SENTENCES.join(', ')}`;
