import { expect, test } from 'vitest';
import { Again, insist } from './insist.ts';

async function asked(...answers: readonly (Again | string)[]) {
  const pauses: number[] = [];
  const pause = async (milliseconds: number) => void pauses.push(milliseconds);
  const answer = await insist(async (attempt) => answers[attempt - 1] ?? 'never', {
    attempts: 3,
    backOff: 100,
    pause,
  });
  return { answer, pauses };
}

const after = (text: string, more: Record<string, string> = {}) =>
  new Again('it answers 503', new Headers({ 'retry-after': text, ...more }));

test('pauses grow, and the last failure is given after the last attempt', async () => {
  const { answer, pauses } = await asked(new Again('a'), new Again('b'), new Again('c'), 'fine');
  expect(answer).toMatchObject({ why: 'c', attempts: 3 });
  expect(pauses).toHaveLength(2);
  expect(pauses[0]).toBeGreaterThanOrEqual(50);
  expect(pauses[0]).toBeLessThanOrEqual(100);
  expect(pauses[1]).toBeGreaterThanOrEqual(100);
});

test('a server that says when to come back is tried again then', async () => {
  const date = 'Fri, 27 Nov 2026 10:00:00 GMT';
  const until = 'Fri, 27 Nov 2026 10:00:07 GMT';
  expect(await asked(after('7'), after(until, { date }), 'fine')).toEqual({
    answer: 'fine',
    pauses: [7000, 7000],
  });
  // Past, or nothing that says when: as if nothing was said.
  expect(
    (await asked(after(date, { date: until }), after('soon'), 'fine')).pauses.every((each) => each <= 200),
  ).toBe(true);
});

test('there is no waiting for a server that asks for more than a minute, and the message says how long', async () => {
  expect(await asked(after('600'))).toMatchObject({
    answer: { why: 'it answers 503 and asks to wait 10 minutes', attempts: 1 },
    pauses: [],
  });
  expect((await asked(after('90'))).answer).toMatchObject({
    why: 'it answers 503 and asks to wait 90 seconds',
  });
});
