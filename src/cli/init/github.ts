import { ACTIONS } from './actions.ts';
import type { Host } from './answers.ts';
import { deploymentTo } from './deploy.ts';
import { KEY_VARIABLE } from '../../host/freeze/signer.ts';
import { checkWorkflow } from './github-check.ts';
import { previewWorkflow } from './github-preview.ts';
import {
  checkout,
  GITHUB_AUTHOR,
  installation,
  keysOf,
  stepOf,
  toolInstallation,
  workingFolder,
} from './github-steps.ts';
import { TOOL_FOLDER, toolOf } from './host-tool.ts';
import { ciName, fromTop, PROGRAM } from './place.ts';
import type { Place } from './place.ts';
import {
  buildStep,
  dueStep,
  freezeStep,
  keptStep,
  recordStep,
  takeOverStep,
  verdictStep,
  verifyStep,
} from './steps.ts';
import type { Step } from './steps.ts';

/**
 * The workflows of GitHub by path, seen from the top of the repository; with `attest`, what is published is
 * attested.
 */
export function githubFiles(host: Host, place: Place, attest: boolean): Readonly<Record<string, string>> {
  const path = (name: string) => `.github/workflows/${ciName(place, `${name}.yml`)}`;
  const preview = previewWorkflow(host, place);
  return {
    [path('check')]: checkWorkflow(place),
    [path('publish')]: publishWorkflow(host, place, attest),
    ...(preview === undefined ? {} : { [path('preview')]: preview }),
    '.github/dependabot.yml': dependabot(host, place),
  };
}

/** The settings by which GitHub proposes newer actions and packages: they are pinned, and get old. */
function dependabot(host: Host, place: Place): string {
  const updates = [
    ['github-actions', '/'],
    ['npm', `/${place.site}`],
    ...(toolOf(host) ? [['npm', `/${fromTop(place, TOOL_FOLDER)}`]] : []),
  ].map(
    ([kind, folder]) => `  - package-ecosystem: ${kind}
    directory: ${JSON.stringify(folder)}
    schedule:
      interval: weekly
    groups:
      all:
        patterns: ['*']
`,
  );
  return `version: 2\nupdates:\n${updates.join('')}`;
}

function publishWorkflow(host: Host, place: Place, attest: boolean): string {
  // If CI only builds, nobody reads the result.
  const isAttested = attest && host !== 'none';
  const jobs = host === 'github' ? pagesJobs(place, isAttested) : deployJob(host, place, isAttested);
  return `# What is merged is published: numbered, frozen for good, built, and put where readers are. Once an hour it is built
# again if a planned time has come or the day is over. GitHub stops the timer of a repository in which nothing has
# happened for 60 days: enable the workflow again then, under Actions.
name: ${ciName(place, 'publish')}
on:
  push:
    branches: [${JSON.stringify(place.branch)}]
  schedule:
    - cron: '23 * * * *'
  workflow_dispatch:
permissions: {}
${workingFolder(place)}jobs:
${dueJob(place)}${freezeJob(place)}${jobs}${isAttested ? attestJob(host === 'github' ? 'build' : 'deploy') : ''}`;
}

/** A run of the timer ends here if there is nothing to do. If it waited, it would hold up a push. */
function dueJob(place: Place): string {
  const { name, script } = dueStep();
  const noted = { name, script: `${script}echo "due=$due" >>"$GITHUB_OUTPUT"\n` };
  const inputs = [
    `sparse-checkout: ${JSON.stringify(fromTop(place, 'site.yaml'))}`,
    'sparse-checkout-cone-mode: false',
    'persist-credentials: false',
  ];
  return `  due:
    if: github.event_name == 'schedule'
    runs-on: ubuntu-24.04
    timeout-minutes: 5
    permissions:
      contents: read
    outputs:
      due: \${{ steps.due.outputs.due }}
    steps:
${checkout(...inputs)}${stepOf(noted, { id: 'due' })}`;
}

/**
 * The job that may write to the repository and has no key for the place the site is published to. If there is
 * a key for checkpoints, one step of it has that.
 */
function freezeJob(place: Place): string {
  const kept = keptStep();
  const result = `${kept.script}{ echo "kept=$kept"; echo "commit=$(git rev-parse HEAD)"; } >>"$GITHUB_OUTPUT"\n`;
  const record = { REMOTE: 'origin', BEFORE: '${{ github.event.before }}', ...committer() };
  const freezing = {
    REMOTE: 'origin',
    BRANCH: '${{ github.ref_name }}',
    [KEY_VARIABLE]: `\${{ secrets.${KEY_VARIABLE} }}`,
    ...GITHUB_AUTHOR,
  };
  return `  freeze:
    needs: due
    if: \${{ !cancelled() && needs.due.outputs.due != 'no' }}
    # One at a time, and none is cut short: each continues the record of the one before.
    concurrency:
      group: ${ciName(place, 'freeze')}
      cancel-in-progress: false
    runs-on: ubuntu-24.04
    timeout-minutes: 15
    permissions:
      contents: write
    outputs:
      commit: \${{ steps.frozen.outputs.commit }}
      kept: \${{ steps.frozen.outputs.kept }}
    steps:
${checkout('ref: ${{ github.ref_name }}', 'fetch-depth: 0')}${installation()}${stepOf(recordStep(`${PROGRAM} check --format github`), { env: record })}${stepOf(freezeStep(`${PROGRAM} freeze --format github`), { env: freezing })}${stepOf({ ...kept, script: result }, { id: 'frozen' })}`;
}

/** Only a name, by which the record step finds its own commits. */
function committer(): Readonly<Record<string, string>> {
  return { GIT_COMMITTER_EMAIL: GITHUB_AUTHOR['GIT_COMMITTER_EMAIL'] ?? '' };
}

/**
 * The steps that build what was frozen, from a clone that can write nothing. Nothing is taken over from an
 * earlier run: whoever can write a cache of the repository would decide what readers see.
 */
function buildingSteps(isAttested: boolean): string {
  return `${checkout('ref: ${{ needs.freeze.outputs.commit }}', 'persist-credentials: false')}${installation()}${stepOf(takeOverStep(), { env: { KEPT: '${{ needs.freeze.outputs.kept }}' } })}${stepOf(buildStep(PROGRAM))}${stepOf(verifyStep(PROGRAM))}${isAttested ? stepOf(manifestStep(), { id: 'manifest' }) : ''}`;
}

/** What is attested: the job that attests it needs no copy of the site, only this hash. */
function manifestStep(): Step {
  return {
    name: 'Which build is it?',
    script: `echo "digest=sha256:$(sha256sum dist/build.json | cut -d ' ' -f 1)" >>"$GITHUB_OUTPUT"\n`,
  };
}

const DIGEST = '      digest: ${{ steps.manifest.outputs.digest }}\n';

/**
 * The job in which GitHub signs, for a public log, by which workflow and from which commit a `build.json` was
 * made. It runs nothing from the site and has no other permission.
 */
function attestJob(builder: string): string {
  return `  # So that anybody can check that this repository built what they read: gh attestation verify build.json
  attest:
    needs: ${builder}
    if: \${{ !cancelled() && needs.${builder}.outputs.digest != '' }}
    runs-on: ubuntu-24.04
    timeout-minutes: 5
    permissions:
      contents: read
      id-token: write
      attestations: write
    steps:
      - uses: ${ACTIONS.attest}
        with:
          subject-name: build.json
          subject-digest: \${{ needs.${builder}.outputs.digest }}
`;
}

const AFTER_FREEZE = `    needs: freeze
    if: \${{ !cancelled() && needs.freeze.result == 'success' }}
`;

function oneAtATime(place: Place): string {
  return `    concurrency:
      group: ${ciName(place, 'deploy')}
      cancel-in-progress: false
    runs-on: ubuntu-24.04
    timeout-minutes: 15
`;
}

/** The job with the keys: it builds, and publishes the site. Only the command that publishes is given them. */
function deployJob(host: Host, place: Place, isAttested: boolean): string {
  const deployment = deploymentTo(host, PROGRAM);
  const { commands, rights } = deployment;
  const step = { name: 'Put it where readers are', script: commands.join('\n') };
  return `  deploy:
${AFTER_FREEZE}${oneAtATime(place)}    permissions:
      contents: read
${rights.map((right) => `      ${right}\n`).join('')}${host === 'none' ? '' : '    environment: readers\n'}${isAttested ? `    outputs:\n${DIGEST}` : ''}    steps:
${buildingSteps(isAttested)}${toolInstallation(host)}${commands.length === 0 ? '' : stepOf(step, { env: keysOf(deployment) })}${stepOf(verdictStep('::error::'))}`;
}

/**
 * One job builds the pages and another publishes them. A report that was kept back only fails the first one;
 * readers still get everything else.
 */
function pagesJobs(place: Place, isAttested: boolean): string {
  return `  build:
${AFTER_FREEZE}    runs-on: ubuntu-24.04
    timeout-minutes: 15
    permissions:
      contents: read
    outputs:
      uploaded: \${{ steps.upload.outcome }}
${isAttested ? DIGEST : ''}    steps:
${buildingSteps(isAttested)}      - id: upload
        uses: ${ACTIONS.uploadPages}
        with:
          path: ${JSON.stringify(fromTop(place, 'dist'))}
${stepOf(verdictStep('::error::'))}  deploy:
    needs: build
    if: \${{ !cancelled() && needs.build.outputs.uploaded == 'success' }}
${oneAtATime(place)}    permissions:
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
