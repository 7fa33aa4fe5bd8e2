import { cancel, intro, isCancel, multiselect, select, text } from '@clack/prompts';
import { SEVERITIES } from '../../../model/edition.ts';
import type { Site } from '../../../source/site-schema.ts';
import type { NewCommand } from './options.ts';

const HINTS = {
  minor: 'something is slower, or there is a workaround',
  major: 'some users cannot use the service',
  critical: 'most users cannot use it, or data is at risk',
} as const;

/** Asks on the terminal for what the command line left out; undefined where the answer was Ctrl-C. */
export async function askReport(command: NewCommand, site: Site): Promise<NewCommand | undefined> {
  intro('A new report. Ctrl-C leaves, and nothing is written.');
  const title = command.title ?? (await askTitle());
  if (isCancel(title)) return stop();
  // Whoever typed the title is in a hurry, and has given the severity if it is known.
  const severity = command.severity ?? (command.title === undefined ? await askSeverity() : undefined);
  if (isCancel(severity)) return stop();
  const services =
    command.services.length > 0 || site.services.length === 0 ? command.services : await askServices(site);
  if (isCancel(services)) return stop();
  return { ...command, title, severity, services };
}

function askTitle() {
  return text({
    message: 'What do users notice?',
    placeholder: 'Uploads fail',
    validate: (value) => (value?.trim() ? undefined : 'A few words are enough.'),
  });
}

function askSeverity() {
  return select({
    message: 'How bad is it for them?',
    options: SEVERITIES.map((value) => ({ value, label: value, hint: HINTS[value] })),
  });
}

function askServices({ services }: Site) {
  return multiselect({
    message: 'Which services?',
    options: services.map(({ id, name }) => ({ value: id, label: name, hint: id })),
    required: false,
  });
}

function stop(): undefined {
  cancel('Nothing was written.');
}
