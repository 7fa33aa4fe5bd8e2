import type { Command as Commander } from 'commander';
import { STATES } from '../../../model/edition.ts';
import type { State } from '../../../model/edition.ts';
import { given, oneOf } from '../../shared-options.ts';
import type { Describe } from '../../shared-options.ts';

export interface UpdateCommand {
  readonly name: 'update';
  readonly reference?: string;
  readonly headline: string;
  readonly state?: State;
  readonly at?: string;
  /** A file with Markdown, or `-`. */
  readonly text?: string;
  /** Each `id=state`. */
  readonly services: readonly string[];
  readonly json: boolean;
}

export const REF = 'an unambiguous part of a reference (default: the newest open report)';
export const AT = 'when it happened: an instant, or 14:05Z (default: now)';

export const describeUpdate: Describe<UpdateCommand> = (program, choose) =>
  program
    .command('update')
    .description('add an entry to the timeline of a report')
    .usage('[options] [ref] "Headline"')
    .argument('<words...>', `what is new; before it, ${REF}`)
    .option('--state <state>', `the state from here on: ${STATES.join(', ')}`, oneOf(STATES))
    .option('--service <id=state>', 'the state of a service from here on (repeatable)', collect)
    .option('--text <file>', 'more about it, in Markdown; - reads what is piped in')
    .option('--at <instant>', AT)
    .option('--json', 'print JSON')
    .action((words: string[], { state, at, text, service, json = false }, self: Commander) =>
      choose({
        name: 'update',
        ...splitWords(words, (message) => self.error(message)),
        services: service ?? [],
        json,
        ...given({ state, at, text }),
      }),
    );

/** Gathers an option that may be given several times. */
export function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

/** One word is the headline, of two the first is the report. */
export function splitWords(
  words: readonly string[],
  refuse: (message: string) => never,
): { readonly reference?: string; readonly headline: string } {
  const [first = '', second] = words;
  if (words.length > 2)
    refuse(`error: too many words: put what is new between quotation marks: "${words.join(' ')}"`);
  return second === undefined ? { headline: first } : { reference: first, headline: second };
}
