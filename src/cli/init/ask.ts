import { cancel, confirm, intro, isCancel, multiselect, select, text } from '@clack/prompts';
import { runnerOf } from './answers.ts';
import type { Answers, Host } from './answers.ts';

const HOST_NAMES: readonly { readonly value: Host; readonly label: string }[] = [
  { value: 'github', label: 'GitHub Pages' },
  { value: 'gitlab', label: 'GitLab Pages' },
  { value: 'netlify', label: 'Netlify' },
  { value: 'cloudflare', label: 'Cloudflare Pages' },
  { value: 's3', label: 'A bucket (S3 and its like)' },
  { value: 'none', label: 'Somewhere else' },
];

/** What the flags have not said yet. */
export interface Open {
  readonly given: ReadonlySet<string>;
  readonly languages: readonly string[];
  /** What is wrong with an answer, if anything is. */
  readonly checkUrl: (value: string) => string | undefined;
  readonly toService: (name: string) => { readonly id: string; readonly name: string };
}

/** Asks on the terminal for what no flag said; undefined where the answer was Ctrl-C. */
export async function askSite(start: Answers, open: Open): Promise<Answers | undefined> {
  intro('A new site. Ctrl-C leaves, and nothing is written.');
  let answers = start;
  for (const { key, ask } of [...whatItIs(start, open), ...howItIsServed(start, open)]) {
    if (open.given.has(key)) continue;
    const answer = await ask();
    if (!answer) {
      cancel('Nothing was written.');
      return undefined;
    }
    answers = { ...answers, ...answer };
  }
  return answers;
}

/** A question, and the flag that makes it superfluous. */
interface Question {
  readonly key: string;
  /** Undefined if the answer was Ctrl-C. */
  readonly ask: () => Promise<Partial<Answers> | undefined>;
}

function question<Value>(
  key: string,
  prompt: () => Promise<Value | symbol>,
  use: (value: Value) => Partial<Answers>,
): Question {
  const ask = async () => {
    const answer = await prompt();
    return isCancel(answer) ? undefined : use(answer as Value);
  };
  return { key, ask };
}

function whatItIs(start: Answers, { languages, checkUrl, toService }: Open): Question[] {
  return [
    question(
      'name',
      () => text({ message: 'What is it called?', initialValue: start.name }),
      (name: string) => ({ name }),
    ),
    question(
      'url',
      () =>
        text({
          message: 'At which address will readers find it?',
          initialValue: start.url,
          validate: (value) => checkUrl(value ?? ''),
        }),
      (url: string) => ({ url }),
    ),
    question(
      'languages',
      () =>
        multiselect({
          message: 'In which languages?',
          options: languages.map((value) => ({ value, label: value })),
          initialValues: [...start.languages],
        }),
      (chosen: string[]) => ({ languages: chosen }),
    ),
    question('services', askServices, (names: string) => ({ services: namesIn(names).map(toService) })),
  ];
}

function askServices(): Promise<string | symbol> {
  return text({
    message: 'Which services? Their names, with commas between',
    placeholder: 'Website, API',
    defaultValue: '',
  });
}

function namesIn(text: string): string[] {
  return text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

function howItIsServed(start: Answers, { given }: Open): Question[] {
  return [
    question(
      'host',
      () => select({ message: 'Where will it be served?', options: [...HOST_NAMES] }),
      (host: Host) => ({ host, ci: given.has('ci') ? start.ci : runnerOf(host) }),
    ),
    question(
      'hook',
      () => confirm({ message: 'Help with each commit? The hook never stops one.', initialValue: true }),
      (hook: boolean) => ({ hook }),
    ),
  ];
}
