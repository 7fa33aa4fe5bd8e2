import { expect, test } from 'vitest';
import type { Instant } from '../../model/instant.ts';
import { readPastTime, readTime } from './time.ts';

const NOW = '2025-05-07T14:00:00Z' as Instant;
const AGAINST = { now: NOW, zone: 'Europe/Paris', looks: 'back' } as const;
const SCRIPT = { stderr: { isTerminal: false, write: () => undefined } };

test('an assumed time is printed in full, one written in full is not', async () => {
  const said: string[] = [];
  const world = { stderr: { isTerminal: false, write: (text: string) => said.push(text) } };
  expect(await readTime('--at', '15:56', AGAINST, world)).toBe('2025-05-07T13:56:00Z');
  expect(await readTime('--at', '2025-05-07T13:56:00Z', AGAINST, world)).toBe('2025-05-07T13:56:00Z');
  expect(said).toEqual(['time   --at 15:56 is 13:56 UTC, 15:56 in Paris, 4 minutes ago\n']);
});

test('a time more than ten minutes ahead has not happened', async () => {
  const setting = { now: NOW, site: { timeZone: 'Europe/Paris' } };
  expect(await readPastTime('2025-05-07T14:10:00Z', setting, SCRIPT)).toBe('2025-05-07T14:10:00Z');
  await expect(readPastTime('2025-05-07T14:11:00Z', setting, SCRIPT)).rejects.toMatchObject({
    message: '--at 2025-05-07T14:11:00Z has not happened yet: 14:11 UTC, 16:11 in Paris, in 11 minutes',
  });
});

test('a script that may mean another day is told to write the date', async () => {
  await expect(readTime('--at', '16:30', AGAINST, SCRIPT)).rejects.toMatchObject({
    kind: 'usage',
    message: '--at 16:30 would be 2025-05-06 14:30 UTC, 2025-05-06 16:30 in Paris, 23 hours 30 minutes ago',
    hint: 'If that is meant, write it in full: `--at 2025-05-06T14:30:00Z`.',
  });
});

test.each(['25:00Z', 'soon', '16:20 BST'])('%s is refused by the option’s name', async (text) => {
  await expect(readTime('--at', text, AGAINST, SCRIPT)).rejects.toThrow(/^--at: /);
});
