import { expect, test } from 'vitest';
import { startRunner } from './runner.ts';

test('requests made meanwhile become one more run, and a failure does not stop the runner', async () => {
  let runs = 0;
  const failures: unknown[] = [];
  const runner = startRunner(
    async () => {
      runs += 1;
      await Promise.resolve();
      if (runs === 1) for (let again = 0; again < 3; again += 1) runner.ask();
      if (runs === 2) throw new Error('no');
    },
    (error) => failures.push(error),
  );
  runner.ask();
  runner.ask();
  expect(runner.isBusy()).toBe(true);
  await runner.settled();
  expect(runs).toBe(2);
  expect(failures).toEqual([new Error('no')]);
  expect(runner.isBusy()).toBe(false);
  runner.ask();
  await runner.settled();
  expect(runs).toBe(3);
});
