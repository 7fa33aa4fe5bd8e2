import { cancel, confirm, intro, isCancel, multiselect, select, text } from '@clack/prompts';
import { fits, HOST_NAMES, HOSTS, RUNNER_NAMES, RUNNERS, runnerOf } from './answers.ts';
import type { Answers, Host, NamedService, Runner } from './answers.ts';
import { languageLabel, readId, readServices, readUrl, shippedLanguages } from './read-answers.ts';
import type { Read } from './read-answers.ts';

/** A question, and the flags that make it unnecessary. */
interface Question {
  readonly flags: readonly (keyof Answers)[];
  /** What it adds to the answers so far; undefined if the answer was Ctrl-C. */
  readonly ask: (sofar: Answers) => Promise<Partial<Answers> | undefined>;
}

const QUESTIONS: readonly Question[] = [
  { flags: ['name'], ask: askName },
  { flags: ['url'], ask: askUrl },
  { flags: ['languages'], ask: askLanguages },
  { flags: ['services'], ask: askServices },
  { flags: ['host'], ask: askHost },
  { flags: ['ci'], ask: askRunner },
  { flags: ['hook'], ask: askHook },
];

/**
 * Asks on the terminal for what no option has given, and asks again if an answer cannot be used. Undefined if
 * an answer was Ctrl-C.
 */
export async function askSite(
  start: Answers,
  given: ReadonlySet<keyof Answers>,
): Promise<Answers | undefined> {
  intro('A new site. Ctrl-C leaves, and nothing is written.');
  let answers = start;
  for (const { flags, ask } of QUESTIONS) {
    if (flags.some((flag) => given.has(flag))) continue;
    const answer = await ask(answers);
    if (!answer) {
      cancel('Nothing was written.');
      return undefined;
    }
    answers = { ...answers, ...answer };
  }
  return answers;
}

async function askName({ name: initialValue }: Answers): Promise<Partial<Answers> | undefined> {
  const validate = (typed = '') => (typed.trim() === '' ? 'A name is needed.' : undefined);
  const name = await text({ message: 'What is it called?', initialValue, validate });
  return isCancel(name) ? undefined : { name: name.trim() };
}

async function askUrl({ url: initialValue }: Answers): Promise<Partial<Answers> | undefined> {
  const message = 'At which address will readers find it?';
  const typed = await text({ message, initialValue, validate: (value) => wrongIn(readUrl(value ?? '')) });
  return isCancel(typed) ? undefined : { url: valueOf(readUrl(typed)) };
}

async function askLanguages({ languages }: Answers): Promise<Partial<Answers> | undefined> {
  const options = shippedLanguages().map((value) => ({ value, label: languageLabel(value) }));
  const chosen = await multiselect({
    message: 'In which languages? The space bar chooses',
    options,
    initialValues: [...languages],
    required: true,
  });
  if (isCancel(chosen)) return undefined;
  if (chosen.length === 1) return { languages: chosen };
  const first = await select({
    message: 'Which one is the default: the one that reports are first written in?',
    options: options.filter(({ value }) => chosen.includes(value)),
  });
  return isCancel(first) ? undefined : { languages: [first, ...chosen.filter((tag) => tag !== first)] };
}

async function askServices(): Promise<Partial<Answers> | undefined> {
  const typed = await text({
    message: 'Which services? Their names, with commas between',
    placeholder: 'Website, API',
    defaultValue: '',
    validate: (value) => wrongIn(readServices(namesIn(value ?? ''))),
  });
  if (isCancel(typed)) return undefined;
  let services: readonly NamedService[] = valueOf(readServices(namesIn(typed)));
  for (const [at, service] of services.entries()) {
    if (!/^service-\d+$/.test(service.id)) continue;
    const asked = await askId(service, services.toSpliced(at, 1));
    if (!asked) return undefined;
    services = services.with(at, asked);
  }
  return { services };
}

/** The id of a service if none can be made from its name: it becomes part of addresses, and never changes. */
async function askId(
  { id, name }: NamedService,
  others: readonly NamedService[],
): Promise<NamedService | undefined> {
  const typed = await text({
    message: `A short name for ${name} in addresses, of a–z, 0–9 and hyphens`,
    initialValue: id,
    validate: (value) => wrongIn(readId(value ?? '', others)),
  });
  return isCancel(typed) ? undefined : { id: valueOf(readId(typed, others)), name };
}

async function askHost(): Promise<Partial<Answers> | undefined> {
  const options = HOSTS.map((value) => ({ value, label: HOST_NAMES[value] }));
  const host = await select<Host>({ message: 'Where will it be served?', options });
  return isCancel(host) ? undefined : { host, ci: runnerOf(host) };
}

/** Asked only where there is something to choose. */
async function askRunner({ host }: Answers): Promise<Partial<Answers> | undefined> {
  const fitting = RUNNERS.filter((ci) => ci !== 'none' && fits(host, ci));
  if (host !== 'none' && fitting.length === 1) return { ci: fitting[0] as Runner };
  const options = RUNNERS.filter((ci) => fits(host, ci)).map((value) => ({
    value,
    label: RUNNER_NAMES[value],
  }));
  const ci = await select<Runner>({
    message: 'Who checks and publishes it?',
    options,
    initialValue: runnerOf(host),
  });
  return isCancel(ci) ? undefined : { ci };
}

async function askHook(): Promise<Partial<Answers> | undefined> {
  const hook = await confirm({
    message: 'Help with each commit? The hook never stops one.',
    initialValue: true,
  });
  return isCancel(hook) ? undefined : { hook };
}

function namesIn(typed: string): string[] {
  return typed
    .split(/[,、，]/)
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

function wrongIn(read: Read<unknown>): string | undefined {
  return 'wrong' in read ? `${read.wrong}. ${read.hint}` : undefined;
}

function valueOf<Value>(read: Read<Value>): Value {
  if ('value' in read) return read.value;
  throw new Error(`an answer was taken that is wrong: ${read.wrong}`);
}
