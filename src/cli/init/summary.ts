import type { ImportSource } from '../../host/files/import/find-source.ts';
import { HOST_NAMES, RUNNER_NAMES } from './answers.ts';
import { HOOK } from '../clone/hook.ts';
import type { Answers, Host } from './answers.ts';
import { GITLAB_FILE } from './gitlab.ts';
import { toolOf } from './host-tool.ts';
import { stepsToAdd } from './kept-package.ts';
import type { Unlocked } from './lock-folders.ts';
import { ciName } from './place.ts';
import { ciFiles, packageJson } from './site-files.ts';
import type { SiteProgram } from './program.ts';
import { languageLabel } from './read-answers.ts';
import type { Repository } from './repository.ts';

/** What `init` has done. */
export interface Done {
  readonly answers: Answers;
  readonly program: SiteProgram;
  readonly repository: Repository;
  /** The files of the site, and whether each was made or existed already. */
  readonly made: readonly { readonly path: string; readonly isNew: boolean }[];
  /** A line about each setting of the clone. */
  readonly setUp: readonly string[];
  /** What is in the folder already and could be imported. */
  readonly source: ImportSource | undefined;
  /** The package.json that existed already, as text; undefined if it was made. */
  readonly keptPackage: string | undefined;
  /** Folders without a complete lock file. */
  readonly unlocked: readonly Unlocked[];
  /** The folder of the site, relative to where the command ran; empty if it ran there. */
  readonly folder: string;
}

/** What was made, what was chosen, and what to type next. */
export function summaryOf(done: Done): string {
  const { made, setUp, unlocked, folder, repository } = done;
  const lines = [
    ...made.map(({ path, isNew }) => (isNew ? `+ ${path}` : `= ${path} already existed, and was left alone`)),
    '',
    ...chosen(done),
    '',
    ...(repository.isNew ? ['A git repository was made.'] : []),
    ...setUp,
    ...inclusion(done),
    ...unlocked.flatMap(noteOn),
    '',
    ...offerOf(done),
    ...(folder === '' ? [] : [`next  cd ${JSON.stringify(folder)}`]),
    ...installationOf(done).map((step) => `next  ${step}`),
    ...commitOf(done),
    'next  npm run new -- "What users notice"',
    lastStep(done),
  ];
  return `${lines.join('\n')}\n`;
}

function byHand(host: Host): string {
  return toolOf(host) ? 'by hand, as README.md says' : 'by hand: `npm run incident-press -- publish`';
}

/** GitLab reads one file; where the repository has one already, it has to include that of the site. */
function inclusion({ made, repository }: Done): string[] {
  const isKept = made.some(({ path, isNew }) => path === GITLAB_FILE && !isNew);
  if (!isKept || repository.site === '') return [];
  const local = ciName(repository, 'gitlab-ci.yml');
  return [`note  for GitLab to run it, add to ${GITLAB_FILE}: include: [{local: ${local}}]`];
}

/** CI installs only what a lock file names, so that it would fail without one. */
function noteOn({ folder, file, problem }: Unlocked): string[] {
  const where = folder === '' ? '' : ` --prefix ${folder}`;
  return [
    problem === undefined
      ? `note  ${file} is not made yet, as --no-lock says`
      : `note  npm could not complete ${file}: ${problem}`,
    `note  before the first push: npm install --package-lock-only --ignore-scripts${where}`,
  ];
}

function installationOf({ keptPackage, program }: Done): string[] {
  return keptPackage === undefined ? ['npm ci'] : stepsToAdd(keptPackage, packageJson(program));
}

/** The site is committed whole first: `new` and the others only name the files that they change. */
function commitOf({ answers, repository }: Done): string[] {
  if (!repository.exists) return [];
  const up = repository.site.split('/').map(() => '..');
  const tops = Object.keys(ciFiles(answers, repository)).map((path) => path.split('/')[0] ?? path);
  const outside = repository.site === '' ? [] : [...new Set(tops)].map((path) => [...up, path].join('/'));
  return [`next  git add ${['.', ...outside].join(' ')} && git commit -m "A site for incident reports"`];
}

function lastStep({ answers: { ci }, repository: { branch } }: Done): string {
  if (ci === 'none') return 'then  npm run build';
  return `then  git push: ${RUNNER_NAMES[ci]} publishes what reaches ${branch}, once the host is set up as README.md says`;
}

/** If there is a history to import here, that is the first step for a new site. */
function offerOf({ source }: Done): string[] {
  if (source === undefined) return [];
  return [
    `note  this folder contains ${source.what}; to import its history: npm run incident-press -- ${source.words}`,
  ];
}

function chosen({ answers, program, repository }: Done): string[] {
  const { name, url, languages, services, host, ci, hook } = answers;
  const [first = '', ...others] = languages.map(languageLabel);
  return [
    `name       ${name}`,
    `address    ${url}`,
    `languages  ${[`${first}, the default`, ...others].join('; ')}`,
    `services   ${services.length === 0 ? 'none yet' : services.map(({ id, name: own }) => `${own} (${id})`).join(', ')}`,
    `served by  ${HOST_NAMES[host]}`,
    `published  ${ci === 'none' ? byHand(host) : `by ${RUNNER_NAMES[ci]}, from the branch ${repository.branch}`}`,
    `hook       ${hook ? HOOK : 'none'}`,
    `program    ${program.name} ${program.version}, from ${program.file ? program.file.path : 'the registry'}`,
  ];
}
