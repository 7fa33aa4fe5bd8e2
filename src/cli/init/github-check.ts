import { ACTIONS } from './actions.ts';
import { checkout, installation, stepOf, workingFolder } from './github-steps.ts';
import { ciName, fromTop, PROGRAM } from './place.ts';
import type { Place } from './place.ts';
import { baseStep, changedStep, previewStep } from './steps-of-changes.ts';

const IS_PULL_REQUEST = "github.base_ref != ''";
const BASE = { BASE: '${{ github.base_ref }}' };
const REMOTE_BASE = { BASE: 'origin/${{ github.base_ref }}' };

/** The workflow for pull requests. It has no secrets, and its token can only read. */
export function checkWorkflow(place: Place): string {
  return `# Every problem, at its line. In a pull request, nothing that is published may change either. A branch says what is
# checked, never what runs: program, templates and plugins are those of the base. The second job tries those of the branch.
name: ${ciName(place, 'check')}
on:
  pull_request:
  push:
    branches: [${JSON.stringify(place.branch)}]
permissions:
  contents: read
concurrency:
  group: ${ciName(place, 'check')}-\${{ github.ref }}
  cancel-in-progress: true
${workingFolder(place)}jobs:
  check:
    runs-on: ubuntu-24.04
    timeout-minutes: 10
    steps:
${checkout('fetch-depth: 0', 'persist-credentials: false')}${stepOf(baseStep(), { if: IS_PULL_REQUEST, env: REMOTE_BASE })}${installation()}${stepOf({ name: 'Check', script: checkScript(PROGRAM) }, { env: BASE })}${stepOf(previewStep(PROGRAM), { if: IS_PULL_REQUEST })}      - name: Keep the preview
        if: ${IS_PULL_REQUEST}
        uses: ${ACTIONS.uploadPages}
        with:
          name: preview
          path: ${JSON.stringify(fromTop(place, 'preview'))}
${changedJob()}`;
}

/** The script of the check. \`BASE\` is the branch a pull request goes to, and empty where there is none. */
export function checkScript(program: string): string {
  return `${program} check --format github \${BASE:+--base "origin/$BASE"}\n`;
}

function changedJob(): string {
  const changed = changedStep();
  const isChanged = "steps.changed.outputs.changed == 'yes'";
  const noted = { ...changed, script: `${changed.script}echo "changed=$changed" >>"$GITHUB_OUTPUT"\n` };
  return `  check-with-changed-program:
    name: check with the program, templates and plugins of this branch
    if: ${IS_PULL_REQUEST}
    runs-on: ubuntu-24.04
    timeout-minutes: 10
    steps:
${checkout('fetch-depth: 0', 'persist-credentials: false')}${stepOf(noted, { id: 'changed', env: REMOTE_BASE })}${installation(isChanged)}${stepOf({ name: 'Check', script: checkScript(PROGRAM) }, { if: isChanged, env: BASE })}`;
}
