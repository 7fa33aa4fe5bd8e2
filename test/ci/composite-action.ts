import { ACTIONS } from '../../src/cli/init/actions.ts';
import { checkScript, GITHUB_AUTHOR } from '../../src/cli/init/github.ts';
import { buildStep, freezeStep, indented } from '../../src/cli/init/steps.ts';

const PROGRAM = 'npx --yes "incident-press@$VERSION"';

/**
 * `action.yml` of this repository: the steps of the workflows that `init` writes, as one step of a workflow
 * somebody has already. `version` is the version of the program that it runs unless told otherwise.
 */
export function compositeAction(version: string): string {
  const freeze = freezeStep(`${PROGRAM} freeze --format github`);
  const build = buildStep(PROGRAM);
  return `# Made of the steps that init writes: test/ci/action.test.ts compares it, and UPDATE_DOCS=1 writes it anew.
name: incident-press
description: Check incident reports, or freeze, build and publish them
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
  version:
    description: The version of incident-press
    default: ${version}
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
    - name: Check
      if: inputs.command == 'check'
      shell: bash
      working-directory: \${{ inputs.site }}
      run: |
${indented(checkScript(PROGRAM), 8)}
      env:
        VERSION: \${{ inputs.version }}
        BASE: \${{ github.base_ref }}
    # What has not changed since the last run need not be made again.
    - uses: ${ACTIONS.cache}
      if: inputs.command == 'publish'
      with:
        path: |
          \${{ inputs.site }}/.incident-press/cache
          \${{ inputs.site }}/dist
        key: incident-press-\${{ runner.os }}-\${{ github.sha }}
        restore-keys: incident-press-\${{ runner.os }}-
    - name: ${freeze.name}
      if: inputs.command == 'publish'
      shell: bash
      working-directory: \${{ inputs.site }}
      run: |
${indented(freeze.script, 8)}
      env:
        VERSION: \${{ inputs.version }}
        REMOTE: origin
        BRANCH: \${{ inputs.branch }}
${Object.entries(GITHUB_AUTHOR)
  .map(([key, value]) => `        ${key}: ${value}\n`)
  .join('')}    - name: ${build.name}
      if: inputs.command == 'publish'
      shell: bash
      working-directory: \${{ inputs.site }}
      run: |
${indented(build.script, 8)}
      env:
        VERSION: \${{ inputs.version }}
    - name: Put it where readers are
      if: inputs.command == 'publish' && inputs.target != ''
      shell: bash
      working-directory: \${{ inputs.site }}
      run: |
        ${PROGRAM} publish --target "$TARGET" \${PURGE:+--purge "$PURGE"}
      env:
        VERSION: \${{ inputs.version }}
        TARGET: \${{ inputs.target }}
        PURGE: \${{ inputs.purge }}
`;
}
