import type { Host } from './answers.ts';
import { deploymentTo } from './deploy.ts';

/** The pipeline of GitLab: checks on merge requests, publication from the default branch. */
export function gitlabFiles(host: Host, program: string): Readonly<Record<string, string>> {
  return { '.gitlab-ci.yml': pipeline(host, program) };
}

function pipeline(host: Host, program: string): string {
  const isPages = host === 'gitlab';
  const { commands, secrets } = deploymentTo(host, program);
  const needed = ['PUBLISH_TOKEN (a project access token that may write the repository)', ...secrets];
  return `# What is merged is published: numbered, frozen for good, built, and put where readers are.
# Variables to set under Settings, CI/CD, masked and protected:
${needed.map((name) => `#   ${name}`).join('\n')}
image: node:22.12-bookworm

stages: [check, publish]

check:
  stage: check
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
  variables:
    GIT_DEPTH: 0
  script:
    - ${program} check --base "origin/$CI_MERGE_REQUEST_TARGET_BRANCH_NAME"

${isPages ? 'pages' : 'publish'}:
  stage: publish
  rules:
    # The commit that a run makes itself must not start another.
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH && $CI_COMMIT_AUTHOR !~ /^incident-press /
  # One at a time: each continues the record of the one before.
  resource_group: publish
  script:
    - git fetch origin "$CI_DEFAULT_BRANCH" && git checkout -B "$CI_DEFAULT_BRANCH" FETCH_HEAD
    - ${program} freeze
    - git add incidents published
    - |
      if ! git diff --cached --quiet; then
        git -c user.name=incident-press -c user.email="noreply@$CI_SERVER_HOST" commit --message "Publish"
        git push "https://oauth2:$PUBLISH_TOKEN@$CI_SERVER_HOST/$CI_PROJECT_PATH.git" "HEAD:$CI_DEFAULT_BRANCH"
      fi
    - ${program} build
${isPages ? pagesFolder() : commands.map((command) => `    - ${command}\n`).join('')}`;
}

function pagesFolder(): string {
  return `    - mv dist public
  artifacts:
    paths: [public]
`;
}
