import { expect, test } from 'vitest';
import { keptLines } from './kept-lines.ts';

const [ONE, TWO] = ['1'.repeat(64), 'b'.repeat(64)] as const;
const CHECKPOINT = 'status.example.com\n2\nqqqq=\n';

test('a hash alone is a line', () => {
  expect(keptLines(`${ONE}\n`)).toEqual({ lines: [ONE] });
  expect(keptLines(ONE.slice(1))).toBeUndefined();
});

test('an Atom or RSS feed has the lines of its entries and a checkpoint', () => {
  const entry = (line: string) => `<entry><ledger:line>${line}</ledger:line></entry>`;
  const feed = `<feed><ledger:checkpoint>${CHECKPOINT}</ledger:checkpoint>${entry(ONE)}${entry(TWO)}</feed>`;
  expect(keptLines(feed)).toEqual({ checkpoint: CHECKPOINT, lines: [ONE, TWO] });
  // Quoted in a text, it is no element.
  expect(keptLines(`<content>&lt;ledger:line&gt;${ONE}&lt;/ledger:line&gt;</content>`)).toBeUndefined();
});

test('a JSON feed has them in its extension, and other JSON has none', () => {
  const items = [{ _incident_press: { line: ONE } }, {}, null, { _incident_press: null }];
  expect(keptLines(JSON.stringify({ items, _incident_press: { checkpoint: CHECKPOINT } }))).toEqual({
    checkpoint: CHECKPOINT,
    lines: [ONE],
  });
  for (const text of ['{}', '{"items":3}', '[]', '']) expect(keptLines(text)).toBeUndefined();
});
