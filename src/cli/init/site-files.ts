import type { Instant } from '../../model/instant.ts';
import { GIT_ATTRIBUTES } from '../../site/checks/published.ts';
import { composeReport } from '../../writing/compose.ts';
import { writeValue } from '../../source/edit/write-yaml.ts';
import { frontMatterJsonSchema, siteJsonSchema } from '../../source/json-schema.ts';
import { HOOK, HOOK_TEXT } from '../clone/hook.ts';
import type { Answers } from './answers.ts';
import { githubFiles } from './github.ts';
import { gitlabFiles } from './gitlab.ts';
import { toolFiles } from './host-tool.ts';
import { lockFor } from './lock.ts';
import type { Place } from './place.ts';
import type { SiteProgram } from './program.ts';
import { readmeOf } from './readme.ts';

/** What a new site needs besides the answers. */
export interface Setting {
  readonly now: Instant;
  /** The program that CI, hook and writers use. */
  readonly program: SiteProgram;
  readonly place: Place;
  /** The template of a new report in the default language. */
  readonly template: string;
}

/** The title of the example, in the languages that have one. */
const EXAMPLE: Readonly<Record<string, string>> = {
  en: 'Example: uploads fail',
  fr: 'Exemple : les envois échouent',
  de: 'Beispiel: Uploads schlagen fehl',
  es: 'Ejemplo: fallan las subidas',
  'pt-BR': 'Exemplo: os envios falham',
  ja: '例：アップロードが失敗します',
  ar: 'مثال: فشل عمليات الرفع',
};

/**
 * All files of a new site by path; site.yaml comes last, so that a folder only becomes a site once it is
 * complete.
 */
export function newSiteFiles(
  answers: Answers,
  setting: Setting,
): Readonly<Record<string, string | Uint8Array>> {
  const { hook } = answers;
  const { program } = setting;
  const manifest = packageJson(program);
  const lock = lockFor(program, manifest);
  return {
    '.gitattributes': gitAttributes(),
    '.gitignore': 'dist/\nsite-at-*/\npreview/\n.incident-press/\nnode_modules/\n*.front-matter.yaml\n',
    '.vscode/incident.schema.json': schemaOf(answers),
    '.vscode/site.schema.json': `${JSON.stringify(siteJsonSchema(), null, 2)}\n`,
    '.vscode/settings.json': EDITOR_SETTINGS,
    ...(hook ? { [HOOK]: HOOK_TEXT } : {}),
    ...(program.file ? { [program.file.path]: program.file.body } : {}),
    'package.json': `${JSON.stringify(manifest, null, 2)}\n`,
    ...(lock === undefined ? {} : { 'package-lock.json': lock }),
    ...toolFiles(answers.host),
    'README.md': readmeOf(answers, setting.place),
    ...exampleOf(answers, setting),
    'site.yaml': siteYaml(answers),
  };
}

/**
 * Settings that keep hashes right on every system, and that let git merge reports with the driver that
 * `setup` configures.
 */
function gitAttributes(): string {
  const lines = GIT_ATTRIBUTES.map((line) =>
    line.startsWith('incidents/') ? `${line} merge=incident-press` : line,
  );
  return `${lines.join('\n')}\n`;
}

function schemaOf({ services }: Answers): string {
  const schema = frontMatterJsonSchema({ serviceIds: services.map(({ id }) => id) });
  return `${JSON.stringify(schema, null, 2)}\n`;
}

/** Editors complete YAML files, not the YAML inside Markdown: hence the name for files to copy from. */
const EDITOR_SETTINGS = `{
  "files.eol": "\\n",
  "yaml.schemas": {
    ".vscode/site.schema.json": "site.yaml",
    ".vscode/incident.schema.json": "*.front-matter.yaml"
  }
}
`;

/** The files of CI by path, seen from the top of the repository: hosts look for them nowhere else. */
export function ciFiles({ ci, host, attest }: Answers, place: Place): Readonly<Record<string, string>> {
  switch (ci) {
    case 'github':
      return githubFiles(host, place, attest);
    case 'gitlab':
      return gitlabFiles(host, place);
    case 'none':
      return {};
  }
}

/**
 * Every clone gets the merge driver and the hook from `npm ci`, which runs `prepare`. The version is exact:
 * what merges and checks here is what was tested.
 */
export function packageJson({ name, spec }: SiteProgram) {
  const commands = ['dev', 'check', 'build', 'new', 'update', 'resolve', 'undo'];
  return {
    private: true,
    scripts: {
      ...Object.fromEntries(commands.map((command) => [command, `incident-press ${command}`])),
      'incident-press': 'incident-press',
      prepare: 'incident-press setup',
    },
    dependencies: { [name]: spec },
  };
}

function exampleOf({ languages, services }: Answers, { now, template }: Setting): Record<string, string> {
  const language = languages[0] ?? 'en';
  const report = {
    title: EXAMPLE[language] ?? 'Example: uploads fail',
    // Nobody must accidentally publish an incident that never happened.
    isDraft: true,
    kind: 'incident',
    at: now,
    state: 'investigating',
    severity: 'minor',
    services: services.slice(0, 1).map(({ id }) => ({ id, state: undefined })),
    planned: undefined,
    summary: undefined,
    text: undefined,
  } as const;
  return {
    [`incidents/${now.slice(0, '2020-09-15'.length)}-example/${language}.md`]: composeReport(
      report,
      template,
    ),
  };
}

function siteYaml({ name, url, languages, services }: Answers): string {
  const lines = [
    `name: ${writeValue('title', name)}`,
    '# Where readers will find it: canonical links and feeds are made from this.',
    `url: ${writeValue('title', url)}`,
    '',
    '# The first one is the default language.',
    `languages: [${languages.join(', ')}]`,
    '',
    ...(services.length === 0
      ? ['# services:', '#   - id: web', '#     name: "Website"']
      : [
          'services:',
          ...services.map(({ id, name: own }) => `  - id: ${id}\n    name: ${writeValue('title', own)}`),
        ]),
  ];
  return `${lines.join('\n')}\n`;
}
