import { expect, test } from 'vitest';
import { labelled, ourCommand, sharingSteps } from './next-step.ts';

const STEPS = [
  'git add incidents/2026-03-04-uploads',
  'git commit -m "2026-03-04-uploads 002"',
  ...sharingSteps('followed'),
];

const BELOW = `next
git add incidents/2026-03-04-uploads &&
git commit -m "2026-03-04-uploads 002" &&
git pull --rebase --autostash && git push`;

test('commands that do not fit in one line get one each, and are broken behind && only', () => {
  expect(labelled('next', STEPS, 44)).toBe(BELOW);
  expect(labelled('next', STEPS, 80)).toBe(BELOW);
  expect(labelled('next', STEPS, 120)).toBe(BELOW);
  expect(labelled('next', STEPS, 132)).toBe(`next  ${STEPS.join(' && ')}`);
  expect(labelled('next', STEPS, undefined)).toBe(`next  ${STEPS.join(' && ')}`);
  expect(labelled('next', ['incident-press build'], 44)).toBe('next  incident-press build');
  expect(labelled('\u001b[36mnext\u001b[39m', ['incident-press build'], 26)).not.toContain('\n');
});

test('the remote and its branch decide what is pulled and pushed', () => {
  expect(sharingSteps('none')).toEqual([]);
  expect(sharingSteps('new-branch')).toEqual(['git push -u origin HEAD']);
});

test.each([
  [{ cwd: '/site', environment: {} }, 'incident-press check'],
  [{ cwd: '/site/incidents', environment: {} }, 'incident-press check'],
  [{ cwd: '/', environment: {} }, 'incident-press check --site site'],
  [{ cwd: '/site', environment: { npm_command: 'exec' } }, 'npx incident-press check'],
  [{ cwd: '/site', environment: { npm_command: 'run' } }, 'npm run incident-press -- check'],
  [{ cwd: '/site', environment: { npm_command: 'run-script' } }, 'npm run incident-press -- check'],
])('from %j it is `%s`', (here, command) => {
  expect(ourCommand('check', '/site', here)).toBe(command);
});
