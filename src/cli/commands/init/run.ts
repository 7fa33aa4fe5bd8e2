import { join, relative, resolve } from 'node:path';
import { currentInstant } from '../../../host/clock.ts';
import { createFile } from '../../../host/files/write.ts';
import { packageInfo } from '../../../host/package-info.ts';
import { fileExists, readTheme } from '../../../host/files/site-files.ts';
import { bestLanguage } from '../../../languages/fallback.ts';
import { canonicalTag, parseLanguage } from '../../../model/language.ts';
import type { Language } from '../../../model/language.ts';
import { slugOf } from '../../../source/slug.ts';
import { siteSchema } from '../../../source/site-schema.ts';
import type { Shared } from '../../shared-options.ts';
import type { InitCommand } from './options.ts';
import { runnerOf } from '../../init/answers.ts';
import type { Answers } from '../../init/answers.ts';
import { HOOK } from '../../clone/hook.ts';
import { setUpClone } from '../../clone/set-up.ts';
import { newSiteFiles } from '../../init/site-files.ts';
import { templateFor } from '../../../writing/template-for.ts';
import { EXIT } from '../../world.ts';
import type { ExitCode, World } from '../../world.ts';
import { Refused } from '../../../host/refused.ts';

const PREPARE =
  'note  for merge driver and hook in every clone: npm pkg set scripts.prepare="incident-press setup"';

/**
 * `init`: a site that checks and builds, with everything around it. What is there already is left as it is.
 */
export async function run(command: Shared & InitCommand, world: World): Promise<ExitCode> {
  const root = resolve(world.cwd, command.folder);
  if (fileExists(join(root, 'site.yaml'))) {
    throw new Refused(
      'usage',
      `There is already a site in ${relative(world.cwd, root) || 'this folder'}`,
      'Name an empty folder, or start a report with `incident-press new "What users notice"`.',
    );
  }
  const start = startFrom(command);
  const answers = await askWhereNeeded(command, start, world);
  if (!answers) return EXIT.usage;
  const template = templateFor(answers.languages[0] as Language, [], readTheme());
  const setting = { now: currentInstant(), version: packageInfo().version, template };
  const made: string[] = [];
  const kept: string[] = [];
  for (const [path, text] of Object.entries(newSiteFiles(answers, setting))) {
    const mode = path === HOOK ? 0o755 : undefined;
    (createFile(join(root, path), text, { mode }) ? made : kept).push(path);
  }
  const setUp = await setUpClone(root, world);
  if (command.quiet) return EXIT.fine;
  const folder = relative(world.cwd, root);
  const lines = [
    ...made.map((path) => `+ ${path}`),
    ...kept.map((path) => `= ${path} was there already, and is as it was`),
    '',
    ...(kept.includes('package.json') ? [PREPARE] : []),
    ...setUp,
    '',
    ...(folder === '' ? [] : [`next  cd ${JSON.stringify(folder)}`]),
    'next  incident-press new "What users notice"',
    'then  incident-press build',
  ];
  world.stdout.write(`${lines.join('\n')}\n`);
  return EXIT.fine;
}

/** What the flags say, and what is meant where they say nothing. */
function startFrom(command: InitCommand): Answers {
  const host = command.host ?? 'none';
  const { url = 'https://status.example.com/', title = 'Incident reports' } = command;
  const wrong = checkUrl(url);
  if (wrong !== undefined)
    throw new Refused('usage', `--url: ${wrong}`, 'Write it like `https://status.example.com/`.');
  if (title.trim() === '') throw new Refused('usage', '--name is empty', 'Write what the site is called.');
  const services = command.services.map(toService);
  const twice = services.find(({ id }, index) => services.findIndex((each) => each.id === id) < index);
  if (twice)
    throw new Refused('usage', `Two services have the id \`${twice.id}\``, 'Write one of them as `id=name`.');
  return {
    name: title.trim(),
    url,
    languages: readLanguages(command.languages ?? 'en'),
    services,
    host,
    ci: command.ci ?? runnerOf(host),
    hook: command.hook ?? true,
  };
}

async function askWhereNeeded(
  command: InitCommand,
  start: Answers,
  world: World,
): Promise<Answers | undefined> {
  if (command.yes) return start;
  const { title, services, ...flags } = command;
  const given = new Set<string>(Object.keys(flags));
  if (title === undefined) given.delete('name');
  if (services.length > 0) given.add('services');
  if (!world.input?.isTerminal || !world.stdout.isTerminal) {
    if (title !== undefined && command.url !== undefined) return start;
    throw new Refused(
      'usage',
      'This is not a terminal, so no questions can be asked',
      'Add `--name` and `--url`, or `--yes` for a site to try things out.',
    );
  }
  return (await import('../../init/ask.ts')).askSite(start, {
    given,
    languages: shippedLanguages(),
    checkUrl,
    toService,
  });
}

function checkUrl(value: string): string | undefined {
  const result = siteSchema.shape.url.safeParse(value);
  return result.success ? undefined : result.error.issues[0]?.message;
}

function toService(text: string): { id: string; name: string } {
  const [, id, own] = /^([a-z0-9-]+)=(.+)$/.exec(text) ?? [];
  const name = (own ?? text).trim();
  const made = id ?? slugOf(name, 'en');
  if (name !== '' && siteSchema.shape.services.safeParse([{ id: made, name }]).success)
    return { id: made, name };
  throw new Refused(
    'usage',
    `\`${text}\` cannot be used as a service`,
    'Write an id and a name of at most 60 characters: `--service "api=Programming interface"`.',
  );
}

/** Tags with interface texts of ours: any other would need a file of its own first. */
function readLanguages(text: string): string[] {
  const shipped = shippedLanguages() as Language[];
  const tags = text.split(/[\s,]+/).filter((tag) => tag !== '');
  if (tags.length === 0) throw new Refused('usage', '--languages is empty', 'Write tags such as `en,fr`.');
  return [...new Set(tags)].map((tag) => {
    const language = parseLanguage(tag);
    const right = canonicalTag(tag);
    if (!language)
      throw new Refused(
        'usage',
        `\`${tag}\` is not a language tag`,
        right ? `Write \`${right}\`.` : 'Write `en` or `pt-BR`.',
      );
    if (bestLanguage(language, shipped)) return tag;
    throw new Refused(
      'usage',
      `There are no interface texts in \`${tag}\` yet`,
      `There are ${shipped.join(', ')}; others can be added in \`templates/messages/\` once there is a site.`,
    );
  });
}

function shippedLanguages(): string[] {
  return readTheme().flatMap(({ path }) => /^templates\/messages\/(.+)\.yaml$/.exec(path)?.[1] ?? []);
}
