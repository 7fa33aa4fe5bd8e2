import type { Host } from './answers.ts';
import { deploymentTo } from './deploy.ts';
import { buildStep, freezeStep, indented } from './steps.ts';

/** The pipeline of GitLab: checks on merge requests, publication from the default branch. */
export function gitlabFiles(host: Host, program: string): Readonly<Record<string, string>> {
  return { '.gitlab-ci.yml': pipeline(host, program) };
}

function pipeline(host: Host, program: string): string {
  const { commands, secrets } = deploymentTo(host, program);
  const isPages = host === 'gitlab';
  const deployment = isPages ? ['rm -rf public', 'cp -R dist public'] : commands;
  return `${head(secrets)}
${checkJob(program)}
${isPages ? 'pages' : 'publish'}:
${publication(program)}${deployment.map((command) => `    - ${command}\n`).join('')}${isPages ? '  artifacts:\n    paths: [public]\n' : ''}`;
}

function head(secrets: readonly string[]): string {
  const needed = ['PUBLISH_TOKEN (a project access token that may write the repository)', ...secrets];
  return `# What is merged is published: numbered, frozen for good, built, and put where readers are.
# Variables to set under Settings, CI/CD, masked and protected:
${needed.map((name) => `#   ${name}`).join('\n')}
image: node:22.12-bookworm

stages: [check, publish]

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
  variables:
    GIT_DEPTH: 0
  script:
    # Compared with where the branch began: what was published since then is not in it yet.
    - |
${indented(`${program} check \${CI_MERGE_REQUEST_DIFF_BASE_SHA:+--base "$CI_MERGE_REQUEST_DIFF_BASE_SHA"}`, 6)}
`;
}

/** The job that publishes, but for its name and what it does with the built site. */
function publication(program: string): string {
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
    GIT_AUTHOR_NAME: incident-press
    GIT_AUTHOR_EMAIL: noreply@$CI_SERVER_HOST
    GIT_COMMITTER_NAME: incident-press
    GIT_COMMITTER_EMAIL: noreply@$CI_SERVER_HOST
    REMOTE: https://oauth2:$PUBLISH_TOKEN@$CI_SERVER_HOST/$CI_PROJECT_PATH.git
    BRANCH: $CI_DEFAULT_BRANCH
  script:
    - |
      git fetch --quiet origin "$BRANCH"
      git checkout --quiet -B "$BRANCH" FETCH_HEAD
    - |
${indented(freezeStep(`${program} freeze`).script, 6)}
    - |
${indented(buildStep(program).script, 6)}
`;
}
