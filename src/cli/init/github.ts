import { ACTIONS } from './actions.ts';
import type { Host } from './answers.ts';
import { deploymentTo } from './deploy.ts';
import {
  authorVariables,
  buildStep,
  dueStep,
  freezeStep,
  indented,
  recordStep,
  verdictStep,
} from './steps.ts';
import type { Step } from './steps.ts';

/** The bot that GitHub shows next to commits of workflows. */
export const GITHUB_AUTHOR = authorVariables(
  'github-actions[bot]',
  '41898282+github-actions[bot]@users.noreply.github.com',
);

/** The workflows of GitHub: one for what is proposed, one for what is published. */
export function githubFiles(host: Host, program: string): Readonly<Record<string, string>> {
  return {
    '.github/workflows/check.yml': checkWorkflow(program),
    '.github/workflows/publish.yml': publishWorkflow(host, program),
  };
}

function checkWorkflow(program: string): string {
  return `# Every problem, at its line. In a pull request, nothing that is published may change either.
name: check
on:
  pull_request:
  push:
    branches: [main]
permissions:
  contents: read
concurrency:
  group: check-\${{ github.ref }}
  cancel-in-progress: true
jobs:
  check:
    runs-on: ubuntu-24.04
    timeout-minutes: 10
    steps:
      - uses: ${ACTIONS.checkout}
        with:
          fetch-depth: 0
          persist-credentials: false
      - uses: ${ACTIONS.setupNode}
        with:
          node-version: 22
      - name: Check
        run: |
${indented(checkScript(program), 10)}
        env:
          BASE: \${{ github.base_ref }}
`;
}

/** The script of the check. `BASE` is the branch a pull request goes to, and empty where there is none. */
export function checkScript(program: string): string {
  return `${program} check --format github \${BASE:+--base "origin/$BASE"}\n`;
}

function publishWorkflow(host: Host, program: string): string {
  const freezing = { REMOTE: 'origin', BRANCH: 'main', ...GITHUB_AUTHOR };
  return `# What is merged is published: numbered, frozen for good, built, and put where readers are. Once an hour it is built
# again if a planned time has come or the day is over. GitHub stops the timer of a repository in which nothing has
# happened for 60 days: enable the workflow again then, under Actions.
name: publish
on:
  push:
    branches: [main]
  schedule:
    - cron: '23 * * * *'
  workflow_dispatch:
permissions: {}
jobs:
${dueJob()}
${publication(host)}
${stepOf(recordStep(`${program} check --format github`), RECORD)}
${stepOf(freezeStep(`${program} freeze --format github`), freezing)}
${stepOf(buildStep(program), {})}
${host === 'github' ? UPLOAD : deploySteps(host, program)}${stepOf(verdictStep('::error::'), {})}
${host === 'github' ? pagesJob() : ''}`;
}

/**
 * A run of the timer ends here, where there is nothing to do. A run that waited here would be in the way of a
 * push.
 */
function dueJob(): string {
  const due = dueStep();
  return `  due:
    if: github.event_name == 'schedule'
    runs-on: ubuntu-24.04
    timeout-minutes: 5
    permissions:
      contents: read
    outputs:
      due: \${{ steps.due.outputs.due }}
    steps:
      - uses: ${ACTIONS.checkout}
        with:
          sparse-checkout: site.yaml
          sparse-checkout-cone-mode: false
          persist-credentials: false
      - id: due
        name: ${due.name}
        run: |
${indented(`${due.script}echo "due=$due" >>"$GITHUB_OUTPUT"`, 10)}`;
}

/** The job that publishes, up to the steps that the action has as well. */
function publication(host: Host): string {
  const outputs = '    outputs:\n      uploaded: ${{ steps.upload.outcome }}\n';
  return `  publish:
    needs: due
    if: \${{ !cancelled() && needs.due.outputs.due != 'no' }}
    # One at a time, and none is cut short: each continues the record of the one before.
    concurrency:
      group: publish
      cancel-in-progress: false
    runs-on: ubuntu-24.04
    timeout-minutes: 15
    permissions:
      contents: write
${host === 'github' ? outputs : ''}    steps:
      - uses: ${ACTIONS.checkout}
        with:
          ref: main
          fetch-depth: 0
      - uses: ${ACTIONS.setupNode}
        with:
          node-version: 22
      # What has not changed since the last run need not be made again.
      - uses: ${ACTIONS.cache}
        with:
          path: |
            .incident-press/cache
            dist
          key: incident-press-\${{ runner.os }}-\${{ github.sha }}
          restore-keys: incident-press-\${{ runner.os }}-`;
}

/** What the comparison with the past is given. */
const RECORD = {
  REMOTE: 'origin',
  BEFORE: '${{ github.event.before }}',
  GIT_COMMITTER_EMAIL: GITHUB_AUTHOR['GIT_COMMITTER_EMAIL'] ?? '',
};

const UPLOAD = `      - id: upload
        uses: ${ACTIONS.uploadPages}
        with:
          path: dist
`;

function stepOf({ name, script }: Step, environment: Readonly<Record<string, string>>): string {
  const variables = Object.entries(environment).map(([key, value]) => `          ${key}: ${value}\n`);
  const tail = variables.length > 0 ? `\n        env:\n${variables.join('').trimEnd()}` : '';
  return `      - name: ${name}\n        run: |\n${indented(script, 10)}${tail}`;
}

/**
 * Another job, so that what may write the repository and what may write the site are two. A report that was
 * kept back fails the first one, and keeps nothing else from readers.
 */
function pagesJob(): string {
  return `  deploy:
    needs: publish
    if: \${{ !cancelled() && needs.publish.outputs.uploaded == 'success' }}
    concurrency:
      group: deploy
      cancel-in-progress: false
    runs-on: ubuntu-24.04
    timeout-minutes: 10
    permissions:
      pages: write
      id-token: write
    environment:
      name: github-pages
      url: \${{ steps.deployment.outputs.page_url }}
    steps:
      - id: deployment
        uses: ${ACTIONS.deployPages}
`;
}

function deploySteps(host: Host, program: string): string {
  const { commands, secrets, optional } = deploymentTo(host, program);
  const environment = Object.fromEntries(
    [...secrets, ...optional].map((name) => [name, `\${{ secrets.${name} }}`]),
  );
  const step = { name: 'Put it where readers are', script: commands.join('\n') };
  return commands.length === 0 ? '' : `${stepOf(step, environment)}\n`;
}
