import type { Host } from './answers.ts';
import { deploymentTo } from './deploy.ts';
import { installToolSteps } from './host-tool.ts';
import { ciName, fromTop, PROGRAM } from './place.ts';
import type { Place } from './place.ts';
import {
  buildStep,
  dueStep,
  freezeStep,
  indented,
  keptStep,
  recordStep,
  takeOverStep,
  verdictStep,
  verifyStep,
} from './steps.ts';
import { baseStep, changedStep, installStep, previewStep } from './steps-of-changes.ts';

/** The only file that GitLab looks for. */
export const GITLAB_FILE = '.gitlab-ci.yml';

/**
 * The pipeline of GitLab by path: checks on merge requests, publication from the default branch. That of a
 * site in a folder has a file of its own, which the one that GitLab looks for includes.
 */
export function gitlabFiles(host: Host, place: Place): Readonly<Record<string, string>> {
  if (place.site === '') return { [GITLAB_FILE]: pipeline(host, place) };
  const path = ciName(place, 'gitlab-ci.yml');
  return {
    [path]: pipeline(host, place),
    [GITLAB_FILE]: `include:\n  - local: ${path}\n`,
  };
}

function pipeline(host: Host, place: Place): string {
  const isPages = host === 'gitlab';
  const jobs = [checkJob(place), changedJob(place), freezeJob(place), publishJob(host, place)];
  return [head(host), ...jobs, ...(isPages ? [verdictJob(place)] : [])].join('\n');
}

function head(host: Host): string {
  const { secrets, settings } = deploymentTo(host, PROGRAM);
  const keys = [...secrets, ...settings].map((name) => `#   ${name}, for the environment "readers"`);
  return `# What is merged is published: numbered, frozen for good, built, and put where readers are.
# Under Build, Pipeline schedules, start it every hour on the default branch: it is then built again if a planned time
# has come or the day is over, and else ends at once.
# Variables to set under Settings, CI/CD, masked, protected, and each for its environment only, so that no other job
# can read it:
#   PUBLISH_TOKEN (a project access token that may write the repository), for the environment "freeze"
${keys.map((line) => `${line}\n`).join('')}
image: node:22-bookworm

stages: [check, freeze, publish${host === 'gitlab' ? ', verdict' : ''}]

workflow:
  rules:
    # The commit that a run makes itself must not start another.
    - if: $CI_PIPELINE_SOURCE == "push" && $CI_COMMIT_AUTHOR =~ /^incident-press </
      when: never
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
`;
}

const NOT_BY_TIMER = `  rules:
    - if: $CI_PIPELINE_SOURCE == "schedule"
      when: never
    - when: on_success
`;

const IN_MERGE_REQUESTS = `  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
`;

const WHEN_MERGED = `  rules:
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
`;

/** Compared with the commit where the branch began: it does not have what was published since then. */
const CHECK = `report=gl-code-quality-report.json
code=0
${PROGRAM} check --format gitlab \${CI_MERGE_REQUEST_DIFF_BASE_SHA:+--base "$CI_MERGE_REQUEST_DIFF_BASE_SHA"} >"$report" || code=$?
if test "$code" -ne 0; then ${PROGRAM} check \${CI_MERGE_REQUEST_DIFF_BASE_SHA:+--base "$CI_MERGE_REQUEST_DIFF_BASE_SHA"} || true; fi
`;

function checkJob(place: Place): string {
  const base = `if test -n "$CI_MERGE_REQUEST_DIFF_BASE_SHA"; then
  BASE=$CI_MERGE_REQUEST_DIFF_BASE_SHA
${indented(baseStep().script, 2)}
fi
`;
  const preview = `if test -n "$CI_MERGE_REQUEST_DIFF_BASE_SHA"; then\n${indented(previewStep(PROGRAM).script, 2)}\nfi\nexit "$code"\n`;
  return `# A branch says what is checked, never what runs: program, templates and plugins are those of the base.
${ciName(place, 'check')}:
  stage: check
${NOT_BY_TIMER}  variables:
    GIT_DEPTH: 0
${script(place, [base, installStep().script, CHECK, preview])}  artifacts:
    when: always
    expose_as: preview
    reports:
      codequality: ${fromTop(place, 'gl-code-quality-report.json')}
    paths: [${JSON.stringify(`${fromTop(place, 'preview')}/`)}]
`;
}

function changedJob(place: Place): string {
  const stop = `BASE=$CI_MERGE_REQUEST_DIFF_BASE_SHA
${changedStep().script}if test "$changed" = no; then exit 0; fi
`;
  const check = `${PROGRAM} check --base "$BASE"\n`;
  return `${ciName(place, 'check with the program, templates and plugins of this branch')}:
  stage: check
${IN_MERGE_REQUESTS}  variables:
    GIT_DEPTH: 0
${script(place, [stop, installStep().script, check])}`;
}

/** The job that may write to the repository and has no key for the place the site is published to. */
function freezeJob(place: Place): string {
  const hand = `${keptStep().script}printf '%s\\n' "$kept" >.incident-press/kept\ngit rev-parse HEAD >.incident-press/commit\n`;
  const steps = [
    dueOnly(),
    `REMOTE="\${REMOTE:-$CI_SERVER_PROTOCOL://oauth2:$PUBLISH_TOKEN@\${CI_SERVER_URL#*://}/$CI_PROJECT_PATH.git}"
git fetch --quiet origin "$BRANCH"
git checkout --quiet -B "$BRANCH" FETCH_HEAD
`,
    installStep().script,
    recordStep(`${PROGRAM} check`).script,
    freezeStep(`${PROGRAM} freeze`).script,
    hand,
  ];
  return `${ciName(place, 'freeze')}:
  stage: freeze
  # A report with errors does not hold up the others.
  needs: []
${WHEN_MERGED}  # One at a time: each continues the record of the one before.
  resource_group: freeze
  environment: {name: freeze, action: access}
  variables:
    GIT_DEPTH: 0
    BEFORE: $CI_COMMIT_BEFORE_SHA
    GIT_AUTHOR_NAME: incident-press
    GIT_AUTHOR_EMAIL: noreply@$CI_SERVER_HOST
    GIT_COMMITTER_NAME: incident-press
    GIT_COMMITTER_EMAIL: noreply@$CI_SERVER_HOST
    BRANCH: $CI_DEFAULT_BRANCH
${script(place, steps)}  artifacts:
    paths: [${['kept', 'commit'].map((name) => JSON.stringify(fromTop(place, `.incident-press/${name}`))).join(', ')}]
`;
}

/** Where GitLab takes its pages from: the top of the repository. */
function pagesCommands({ site }: Place): readonly string[] {
  const top = site === '' ? 'public' : '"$CI_PROJECT_DIR/public"';
  return [`rm -rf ${top}`, `cp -R dist ${top}`];
}

/**
 * The job with the keys: it builds what was frozen and publishes the site. A job of GitLab has its keys from
 * the start, so they are put aside until the last command, which alone is given them.
 */
function publishJob(host: Host, place: Place): string {
  const isPages = host === 'gitlab';
  const { commands, secrets } = deploymentTo(host, PROGRAM);
  const keys = host === 's3' ? [...secrets, 'WEB_IDENTITY'] : secrets;
  const deploying = [...takeBack(keys), ...(isPages ? pagesCommands(place) : commands)];
  const steps = [
    ...(keys.length === 0 ? [] : [`${putAside(keys).join('\n')}\n`]),
    frozenStep(isPages),
    installStep().script,
    buildStep(PROGRAM).script,
    verifyStep(PROGRAM).script,
    ...installToolSteps(host).map((step) => step.script),
    ...(deploying.length === 0 ? [] : [`${deploying.join('\n')}\n`]),
    ...(isPages ? [] : [verdictStep().script]),
  ];
  return `${isPages ? 'pages' : ciName(place, 'publish')}:
  stage: publish
  needs: [${ciName(place, 'freeze')}]
${WHEN_MERGED}  resource_group: publish
  environment: readers
  variables:
    GIT_DEPTH: 0
    BRANCH: $CI_DEFAULT_BRANCH
${host === 's3' ? '  id_tokens:\n    WEB_IDENTITY:\n      aud: sts.amazonaws.com\n' : ''}${script(place, steps)}${isPages ? `  artifacts:\n    paths: [public, ${JSON.stringify(fromTop(place, '.incident-press/kept-back'))}]\n` : ''}`;
}

/** Variables of the shell that programs started by it do not see. */
function putAside(keys: readonly string[]): string[] {
  return keys.map((key) => `aside_${key}="\${${key}:-}"; unset ${key}`);
}

function takeBack(keys: readonly string[]): string[] {
  return keys.map((key) => `if test -n "$aside_${key}"; then export ${key}="$aside_${key}"; fi`);
}

/** Pages are only published by a job that succeeds, so another job fails if something was held back. */
function verdictJob(place: Place): string {
  return `${ciName(place, 'verdict')}:
  stage: verdict
  needs: [pages]
${WHEN_MERGED}  variables:
    GIT_STRATEGY: none
  script:
${place.site === '' ? '' : `    - cd ${JSON.stringify(place.site)} || exit 0\n`}    - |
${indented(verdictStep().script, 6)}
`;
}

function script({ site }: Place, steps: readonly string[]): string {
  const folder = site === '' ? '' : `    - cd ${JSON.stringify(site)}\n`;
  return `  script:\n${folder}${steps.map((step) => `    - |\n${indented(step, 6)}\n`).join('')}`;
}

/** Ends a run of the timer that has nothing to do: the jobs after it then find no commit. */
function dueOnly(): string {
  return `if test "$CI_PIPELINE_SOURCE" = schedule; then
${indented(dueStep().script, 2)}
  if test "$due" = no; then exit 0; fi
fi
`;
}

/**
 * Checks out what was frozen. If the timer found nothing to do, the job ends here; but every run of the pages
 * job replaces the pages, so it then builds them again.
 */
function frozenStep(isPages: boolean): string {
  return `KEPT=""
if test -e .incident-press/commit; then
  git fetch --quiet origin "$BRANCH"
  git checkout --quiet --detach "$(cat .incident-press/commit)"
  KEPT=$(cat .incident-press/kept)
${isPages ? '' : 'else\n  exit 0\n'}fi
${takeOverStep().script}`;
}
