import { ACTIONS } from './actions.ts';
import type { Host } from './answers.ts';
import type { Deployment } from './deploy.ts';
import { installToolSteps } from './host-tool.ts';
import type { Place } from './place.ts';
import { authorVariables, indented } from './steps.ts';
import type { Step } from './steps.ts';
import { installStep } from './steps-of-changes.ts';

/** The bot that GitHub shows next to commits of workflows. */
export const GITHUB_AUTHOR = authorVariables(
  'github-actions[bot]',
  '41898282+github-actions[bot]@users.noreply.github.com',
);

/** The settings of a step besides its script. */
export interface StepSetting {
  readonly id?: string;
  readonly if?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** A step of a workflow that a shell runs. */
export function stepOf({ name, script }: Step, { id, if: condition, env = {} }: StepSetting = {}): string {
  const variables = Object.entries(env).map(([key, value]) => `          ${key}: ${value}\n`);
  return [
    ...(id === undefined ? [`      - name: ${name}`] : [`      - id: ${id}`, `        name: ${name}`]),
    ...(condition === undefined ? [] : [`        if: ${condition}`]),
    `        run: |\n${indented(script, 10)}`,
    ...(variables.length > 0 ? [`        env:\n${variables.join('').trimEnd()}`] : []),
    '',
  ].join('\n');
}

/** What the step that deploys is given: nothing else of a workflow may be. */
export function keysOf({ secrets, settings }: Deployment): Readonly<Record<string, string>> {
  return Object.fromEntries([
    ...secrets.map((name) => [name, `\${{ secrets.${name} }}`]),
    ...settings.map((name) => [name, `\${{ vars.${name} }}`]),
  ]);
}

/** Checks out a commit; `with` are the inputs of the action, a line each. */
export function checkout(...inputs: readonly string[]): string {
  return `      - uses: ${ACTIONS.checkout}
        with:
${inputs.map((line) => `          ${line}\n`).join('')}`;
}

/** Node.js, and the packages in the lock file. */
export function installation(condition?: string): string {
  return `${setupNode(condition)}${stepOf(installStep(), condition === undefined ? {} : { if: condition })}`;
}

/** The step that installs a host's command line; none where there is no such thing. */
export function toolInstallation(host: Host): string {
  return installToolSteps(host)
    .map((step) => stepOf(step))
    .join('');
}

/** Node.js. No cache: one that another run filled can contain any file. */
export function setupNode(condition?: string): string {
  const when = condition === undefined ? '' : `        if: ${condition}\n`;
  return `      - uses: ${ACTIONS.setupNode}
${when}        with:
          node-version: 22
          package-manager-cache: false
`;
}

/** The folder in which the steps of a workflow run, where it is not the top of the repository. */
export function workingFolder({ site }: Place): string {
  return site === '' ? '' : `defaults:\n  run:\n    working-directory: ${JSON.stringify(site)}\n`;
}
