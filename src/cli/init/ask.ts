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
export async function askSite(
  start: Answers,
  { given, languages, checkUrl, toService }: Open,
): Promise<Answers | undefined> {
  intro('A new site. Ctrl-C leaves, and nothing is written.');
  let answers = start;
  const ask = async <T>(
    key: string,
    question: () => Promise<T | symbol>,
    use: (value: T) => Partial<Answers>,
  ) => {
    if (given.has(key)) return true;
    const answer = await question();
    if (isCancel(answer)) return false;
    answers = { ...answers, ...use(answer as T) };
    return true;
  };
  const isDone =
    (await ask(
      'name',
      () => text({ message: 'What is it called?', initialValue: start.name }),
      (name: string) => ({ name }),
    )) &&
    (await ask(
      'url',
      () =>
        text({
          message: 'At which address will readers find it?',
          initialValue: start.url,
          validate: (value) => checkUrl(value ?? ''),
        }),
      (url: string) => ({ url }),
    )) &&
    (await ask(
      'languages',
      () =>
        multiselect({
          message: 'In which languages?',
          options: languages.map((value) => ({ value, label: value })),
          initialValues: [...start.languages],
        }),
      (chosen: string[]) => ({ languages: chosen }),
    )) &&
    (await ask(
      'services',
      () =>
        text({
          message: 'Which services? Their names, with commas between',
          placeholder: 'Website, API',
          defaultValue: '',
        }),
      (names: string) => ({
        services: names
          .split(',')
          .map((name) => name.trim())
          .filter((name) => name !== '')
          .map(toService),
      }),
    )) &&
    (await ask(
      'host',
      () => select({ message: 'Where will it be served?', options: [...HOST_NAMES] }),
      (host: Host) => ({
        host,
        ci: given.has('ci') ? start.ci : runnerOf(host),
      }),
    )) &&
    (await ask(
      'hook',
      () => confirm({ message: 'Help with each commit? The hook never stops one.', initialValue: true }),
      (hook: boolean) => ({ hook }),
    ));
  if (isDone) return answers;
  cancel('Nothing was written.');
  return undefined;
}
