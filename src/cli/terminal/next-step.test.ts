import { expect, test } from 'vitest';
import { chain, labelled, ourCommand, sharingSteps } from './next-step.ts';

const STEPS = [
  'git add incidents/2026-03-04-uploads',
  'git commit -m "2026-03-04-uploads 002"',
  ...sharingSteps('followed'),
];

test('commands are broken behind && and nowhere else', () => {
  expect(chain(STEPS, 44)).toBe(`git add incidents/2026-03-04-uploads &&
git commit -m "2026-03-04-uploads 002" &&
git pull --rebase --autostash && git push`);
  expect(chain(STEPS, 80)).toBe(`git add incidents/2026-03-04-uploads &&
git commit -m "2026-03-04-uploads 002" && git pull --rebase --autostash &&
git push`);
  expect(chain(STEPS, 120)).toBe(
    `git add incidents/2026-03-04-uploads && git commit -m "2026-03-04-uploads 002" && git pull --rebase --autostash &&
git push`,
  );
  for (const columns of [1, 20, 44, 80, 120, undefined])
    expect(chain(STEPS, columns).replaceAll('\n', ' ')).toBe(STEPS.join(' && '));
});

test('what fits stands behind its label, anything longer below it', () => {
  expect(labelled('next', ['incident-press build'], 44)).toBe('next  incident-press build');
  expect(labelled('next', STEPS, 44)).toMatch(/^next\ngit add/);
  expect(labelled('next', STEPS, undefined)).toBe(`next  ${STEPS.join(' && ')}`);
});

test('who is shared with decides what is pulled and pushed', () => {
  expect(sharingSteps('none')).toEqual([]);
  expect(sharingSteps('new-branch')).toEqual(['git push -u origin HEAD']);
});

test.each([
  [{ cwd: '/site', environment: {} }, 'incident-press check'],
  [{ cwd: '/site/incidents', environment: {} }, 'incident-press check'],
  [{ cwd: '/', environment: {} }, 'incident-press check --site site'],
  [{ cwd: '/site', environment: { npm_command: 'exec' } }, 'npx incident-press check'],
])('from %j it is `%s`', (here, command) => {
  expect(ourCommand('check', '/site', here)).toBe(command);
});
