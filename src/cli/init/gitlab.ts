import type { Host } from './answers.ts';
import { deploymentTo } from './deploy.ts';
import { buildStep, dueStep, freezeStep, indented, recordStep, verdictStep } from './steps.ts';

/** The pipeline of GitLab: checks on merge requests, publication from the default branch. */
export function gitlabFiles(host: Host, program: string): Readonly<Record<string, string>> {
  return { '.gitlab-ci.yml': pipeline(host, program) };
}

/** Where GitLab takes its pages from. */
const PUBLIC = ['rm -rf public', 'cp -R dist public'];

function pipeline(host: Host, program: string): string {
  const { commands, secrets } = deploymentTo(host, program);
  const isPages = host === 'gitlab';
  const deployment = isPages ? PUBLIC : commands;
  return `${head(secrets, isPages)}
${checkJob(program)}
${isPages ? 'pages' : 'publish'}:
${publication(program, isPages)}${deployment.map((command) => `    - ${command}\n`).join('')}${isPages ? verdictJob() : ownVerdict()}`;
}

/** Pages are published by a job that succeeds, so that another one fails where something was kept back. */
function verdictJob(): string {
  return `  artifacts:
    paths: [public, .incident-press/kept-back]

verdict:
  stage: verdict
  needs: [pages]
  rules:
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
  variables:
    GIT_STRATEGY: none
  script:
    - |
${indented(verdictStep().script, 6)}
`;
}

function ownVerdict(): string {
  return `    - |\n${indented(verdictStep().script, 6)}\n`;
}

function head(secrets: readonly string[], isPages: boolean): string {
  const needed = ['PUBLISH_TOKEN (a project access token that may write the repository)', ...secrets];
  return `# What is merged is published: numbered, frozen for good, built, and put where readers are.
# Under Build, Pipeline schedules, start it every hour on the default branch: it is then built again if a planned time
# has come or the day is over, and else ends at once.
# Variables to set under Settings, CI/CD, masked and protected:
${needed.map((name) => `#   ${name}`).join('\n')}
image: node:22.12-bookworm

stages: [check, publish${isPages ? ', verdict' : ''}]

workflow:
  rules:
    # The commit that a run makes itself must not start another.
    - if: $CI_PIPELINE_SOURCE == "push" && $CI_COMMIT_AUTHOR =~ /^incident-press </
      when: never
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
`;
}

function checkJob(program: string): string {
  return `check:
  stage: check
  rules:
    - if: $CI_PIPELINE_SOURCE == "schedule"
      when: never
    - when: on_success
  variables:
    GIT_DEPTH: 0
  script:
    # Compared with where the branch began: what was published since then is not in it yet.
    - |
${indented(`${program} check \${CI_MERGE_REQUEST_DIFF_BASE_SHA:+--base "$CI_MERGE_REQUEST_DIFF_BASE_SHA"}`, 6)}
`;
}

/** The job that publishes, but for its name and what it does with the built site. */
function publication(program: string, isPages: boolean): string {
  return `  stage: publish
  # A report with errors does not keep back the others.
  needs: []
  rules:
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
  # One at a time: each continues the record of the one before.
  resource_group: publish
  # What has not changed since the last run need not be made again.
  cache:
    key: incident-press
    paths: [.incident-press/cache, dist]
  variables:
    GIT_DEPTH: 0
    BEFORE: $CI_COMMIT_BEFORE_SHA
    GIT_AUTHOR_NAME: incident-press
    GIT_AUTHOR_EMAIL: noreply@$CI_SERVER_HOST
    GIT_COMMITTER_NAME: incident-press
    GIT_COMMITTER_EMAIL: noreply@$CI_SERVER_HOST
    REMOTE: https://oauth2:$PUBLISH_TOKEN@$CI_SERVER_HOST/$CI_PROJECT_PATH.git
    BRANCH: $CI_DEFAULT_BRANCH
  script:
${dueScript(isPages)}
    - |
      git fetch --quiet origin "$BRANCH"
      git checkout --quiet -B "$BRANCH" FETCH_HEAD
    - |
${indented(recordStep(`${program} check`).script, 6)}
    - |
${indented(freezeStep(`${program} freeze`).script, 6)}
    - |
${indented(buildStep(program).script, 6)}
`;
}

/**
 * Ends a run of the timer with nothing to do. Pages are taken from every run of their job, from this one as
 * well.
 */
function dueScript(isPages: boolean): string {
  const early = [...(isPages ? PUBLIC : []), 'exit 0'].join('\n');
  return `    - |
      if test "$CI_PIPELINE_SOURCE" = schedule; then
${indented(dueStep().script, 8)}
        if test "$due" = no${isPages ? ' && test -d dist' : ''}; then
${indented(early, 10)}
        fi
      fi`;
}
