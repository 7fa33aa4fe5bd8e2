import { expect, test } from 'vitest';
import { checkpointText, isWitnessed, readCheckpoint } from './checkpoint.ts';

const LINES = ['', 'a', 'b', 'c', 'd', 'e', 'f'].map((line) => `${line}\n`);

/**
 * Roots over the first 0, 1, 2 … of these lines, from a program in another language written from RFC 6962.
 */
const ROOTS = [
  '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=',
  'bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=',
  'aI3GJEsEEZnnq0mQ32NAzj3BTKpc1aDhExrdqhIJ4aY=',
  'ZSKXuVBARaYAlCvN+a5cJAC+QtUROcf7Y6s+5Dn/EQ0=',
  'SpurC3Dja0U+lnRo/CCXBdkXH9BenPng7Wwt/2c/x5A=',
  '/5za7HM0XTiW43/1aBCEt75Al4Ofdg5iFBL5ND0TnyI=',
  'vsnlBMHntq59SssOrkb8j4fVah9EPAIsxggP0cKY1Og=',
  'sojztiiwXZuA7zintkPFu2nkohMb1ntn/lRooKk406E=',
];

test.each([...ROOTS.entries()])('the tree hash over %i lines is that of RFC 6962', (size, root) => {
  const text = checkpointText('https://status.example.com/', LINES.slice(0, size).join(''));
  expect(text).toBe(`status.example.com\n${size}\n${root}\n`);
  expect(readCheckpoint(text)).toEqual({ origin: 'status.example.com', size, root });
});

test('the origin is host and path of the site', () => {
  const text = checkpointText('https://example.com:8080/status/', '');
  expect(readCheckpoint(text)?.origin).toBe('example.com:8080/status');
});

test.each([...ROOTS.entries()])(
  'a ledger that grew still begins with the checkpoint over %i lines',
  (size, root) => {
    const checkpoint = { origin: 'example.com', size, root };
    expect(isWitnessed(checkpoint, LINES.join(''))).toBe(true);
    if (size === 0) return;
    expect(isWitnessed(checkpoint, `x${LINES.join('')}`)).toBe(false);
    expect(isWitnessed(checkpoint, LINES.slice(0, size - 1).join(''))).toBe(false);
  },
);

test.each(['', 'example.com\n1\n', 'example.com\n01\nbjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=\n'])(
  '%j is not a checkpoint',
  (text) => {
    expect(readCheckpoint(text)).toBeUndefined();
  },
);

test('sizes have up to sixteen digits, and the origin is on the first line', () => {
  const sized = (size: string) => readCheckpoint(`example.com\n${size}\n${ROOTS[1]}\n`)?.size;
  expect(sized('1234567890123456')).toBe(1_234_567_890_123_456);
  expect(sized('12345678901234567')).toBeUndefined();
  expect(readCheckpoint(`\nexample.com\n1\n${ROOTS[1]}\n`)).toBeUndefined();
});

test('signatures may stand below the text', () => {
  const signed = `${checkpointText('https://example.com/', '')}\n— example.com AAAA\n`;
  expect(readCheckpoint(signed)?.size).toBe(0);
});
