import { ACTIONS } from '../../src/cli/init/actions.ts';
import { checkScript } from '../../src/cli/init/github-check.ts';
import { GITHUB_AUTHOR } from '../../src/cli/init/github-steps.ts';
import {
  buildStep,
  dueStep,
  freezeStep,
  indented,
  recordStep,
  verdictStep,
  verifyStep,
} from '../../src/cli/init/steps.ts';

import type { Step } from '../../src/cli/init/steps.ts';

const PROGRAM = 'node "$GITHUB_ACTION_PATH/lib/cli/main.js"';

/**
 * `action.yml` of this repository: the steps of the workflows that `init` writes, as one step of a workflow
 * somebody has already. It runs the program of its own checkout, with the packages of its lock file.
 */
export function compositeAction(): string {
  const due = dueStep();
  const record = recordStep(`${PROGRAM} check --format github`);
  const freeze = freezeStep(`${PROGRAM} freeze --format github`);
  const build = buildStep(PROGRAM);
  const verify = verifyStep(PROGRAM);
  const verdict = verdictStep('::error::');
  return `# Made of the steps that init writes: test/ci/action.test.ts compares it, and UPDATE_DOCS=1 writes it anew.
name: incident-press
description: Check incident reports, or freeze, build and publish them; publishing needs the history (fetch-depth 0)
inputs:
  command:
    description: check or publish
    required: true
  site:
    description: The folder that holds site.yaml
    default: .
  target:
    description: Where to publish dist/ to, as in publish --target; without it dist/ stays where it is
    default: ''
  purge:
    description: The CDN to tell what has changed, as in publish --purge
    default: ''
  branch:
    description: The branch whose reports are published
    default: main
runs:
  using: composite
  steps:
    - name: Refuse other commands
      if: inputs.command != 'check' && inputs.command != 'publish'
      shell: bash
      run: |
        echo "::error::command is neither check nor publish"
        exit 2
    - uses: ${ACTIONS.setupNode}
      with:
        node-version: 22
        package-manager-cache: false
    - name: Install what the lock file of this action names
      shell: bash
      run: |
        cd "$GITHUB_ACTION_PATH"
        npm ci --ignore-scripts --no-audit --no-fund
        npm run --silent compile
    - name: Check
      if: inputs.command == 'check'
      shell: bash
      working-directory: \${{ inputs.site }}
      run: |
${indented(checkScript(PROGRAM), 8)}
      env:
        BASE: \${{ github.base_ref }}
    - id: due
      name: ${due.name}
      if: inputs.command == 'publish' && github.event_name == 'schedule'
      shell: bash
      working-directory: \${{ inputs.site }}
      run: |
${indented(`${due.script}echo "due=$due" >>"$GITHUB_OUTPUT"`, 8)}
${step(record, { BEFORE: '${{ github.event.before }}', ...REMOTE, GIT_COMMITTER_EMAIL: GITHUB_AUTHOR['GIT_COMMITTER_EMAIL'] ?? '' })}${step(freeze, { ...REMOTE, BRANCH: '${{ inputs.branch }}', ...GITHUB_AUTHOR })}${step(build)}${step(verify)}    - name: Put it where readers are
      if: inputs.command == 'publish' && inputs.target != '' && steps.due.outputs.due != 'no'
      shell: bash
      working-directory: \${{ inputs.site }}
      run: |
        ${PROGRAM} publish --target "$TARGET" \${PURGE:+--purge "$PURGE"}
      env:
        TARGET: \${{ inputs.target }}
        PURGE: \${{ inputs.purge }}
${step(verdict)}`;
}

const REMOTE = { REMOTE: 'origin' };
const PUBLISHING = "if: inputs.command == 'publish' && steps.due.outputs.due != 'no'";

/** A step of a run that publishes. */
function step({ name, script }: Step, environment: Readonly<Record<string, string>> = {}): string {
  const variables = Object.entries(environment);
  const tail = variables.map(([key, value]) => `        ${key}: ${value}\n`).join('');
  return `    - name: ${name}
      ${PUBLISHING}
      shell: bash
      working-directory: \${{ inputs.site }}
      run: |
${indented(script, 8)}
${tail === '' ? '' : `      env:\n${tail}`}`;
}
