import type { Host } from './answers.ts';
import { deploymentTo, previewTo } from './deploy.ts';
import { checkout, keysOf, setupNode, stepOf, toolInstallation, workingFolder } from './github-steps.ts';
import { TOOL_FOLDER } from './host-tool.ts';
import { ciName, fromTop, PROGRAM } from './place.ts';
import type { Place } from './place.ts';
import type { Step } from './steps.ts';

/**
 * The workflow that publishes the preview of a pull request; undefined if the host has no previews. It has
 * the keys, so it runs nothing from the branch and only copies its pages: what it installs is that of the
 * default branch, for which GitHub runs it.
 */
export function previewWorkflow(host: Host, place: Place): string | undefined {
  const command = previewTo(host);
  if (command === undefined) return undefined;
  const environment = {
    ...keysOf(deploymentTo(host, PROGRAM)),
    NUMBER: '${{ github.event.workflow_run.pull_requests[0].number }}',
  };
  const run = {
    GH_TOKEN: '${{ github.token }}',
    GH_REPO: '${{ github.repository }}',
    RUN: '${{ github.event.workflow_run.id }}',
  };
  return `# Publishes the preview that the check of a pull request has built. Only for branches of this
# repository: their pages come from people who may write it.
name: ${ciName(place, 'preview')}
on:
  workflow_run:
    workflows: [${ciName(place, 'check')}]
    types: [completed]
permissions:
  actions: read
  contents: read
${workingFolder(place)}jobs:
  preview:
    if: >-
      github.event.workflow_run.event == 'pull_request' && github.event.workflow_run.pull_requests[0].number
      && github.event.workflow_run.head_repository.full_name == github.repository
    runs-on: ubuntu-24.04
    timeout-minutes: 10
    environment: preview
    steps:
${checkout(`sparse-checkout: ${JSON.stringify(fromTop(place, TOOL_FOLDER))}`, 'persist-credentials: false')}${setupNode()}${toolInstallation(host)}${stepOf(fetchStep(), { env: run })}${stepOf({ name: 'Show it', script: command }, { env: environment })}`;
}

/** Copies plain files only: no links, and nothing that a host would run. */
export function fetchStep(): Step {
  return {
    name: 'Fetch the preview',
    script: `gh run download "$RUN" --name preview --dir fetched
mkdir preview
tar -xf fetched/artifact.tar --directory preview --no-same-owner
if test -n "$(find preview ! -type f ! -type d -print -quit)"; then
  echo "The preview has links or special files, and is not shown." >&2
  exit 1
fi
rm -rf preview/_worker.js preview/functions
`,
  };
}
