import { expect, test } from 'vitest';
import { Staff } from './staff.ts';
import type { Threads } from './threads.ts';

/** Threads that do nothing, and a list of what is asked of them. */
function listening(): { readonly threads: Threads<string, string>; readonly asked: string[] } {
  const asked: string[] = [];
  const thread = {
    send: () => undefined,
    hear: () => new Promise<never>(() => undefined),
    keepProgram: (isNeeded: boolean) => void asked.push(isNeeded ? 'keep' : 'let go'),
    stop: async () => void asked.push('stop'),
  };
  const within = async () => undefined;
  return { threads: { start: () => thread, within, turn: within, processorTime: () => 0 }, asked };
}

test('an idle thread lets the program end, and keeps it while it works again', () => {
  const { threads, asked } = listening();
  const staff = new Staff(threads, 1);
  const hand = staff.hire();
  staff.rest(hand);
  expect(staff.hire()).toBe(hand);
  expect(asked).toEqual(['keep', 'let go', 'keep']);
});

test('a thread that is being ended keeps the program until then, even if it finishes its work first', async () => {
  const { threads, asked } = listening();
  const staff = new Staff(threads, 1);
  const hand = staff.hire();
  const closed = staff.close();
  staff.rest(hand);
  await closed;
  expect(asked).toEqual(['keep', 'stop']);
  expect(() => staff.hire()).toThrow('the pool is closed');
});
