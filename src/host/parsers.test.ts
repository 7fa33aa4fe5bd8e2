import { expect, test, vi } from 'vitest';
import { parseEdition } from '../source/edition.ts';
import { request } from '../source/testing.ts';
import { startParsers } from './parsers.ts';

vi.mock('../source/edition.ts', { spy: true });

const REPORT =
  '---\ntitle: "A"\nversion: 001\ntimeline:\n  - at: 2026-03-04T10:00:00Z\n    title: "B"\n---\n\nSome *text*.\n';

test('without the scanner of plain blocks a report is the same', async () => {
  const parsers = startParsers({ size: 1 });
  try {
    const [withScanner] = await parsers.parse([request(REPORT)]);
    vi.stubEnv('INCIDENT_PRESS_SCANNER', 'off');
    const [without] = await parsers.parse([request(REPORT)]);
    expect(vi.mocked(parseEdition).mock.calls.map(([{ scanner }]) => scanner)).toEqual([undefined, 'off']);
    expect(without).toEqual(withScanner);
  } finally {
    vi.unstubAllEnvs();
    await parsers.close();
  }
});

test('quick files are parsed here and in threads, and come out the same', async () => {
  vi.mocked(parseEdition).mockClear();
  const parsers = startParsers({ size: 2 });
  try {
    const few = await parsers.parse([request(REPORT), request(REPORT.replace('001', '1'))]);
    expect(few.map(({ value }) => value?.body.html)).toEqual(['<p>Some <em>text</em>.</p>', undefined]);
    expect(parseEdition).toHaveBeenCalledTimes(2);
    const many = await parsers.parse(Array.from({ length: 400 }, () => request(REPORT)));
    expect(many).toEqual(many.map(() => few[0]));
    // The others were parsed in a thread.
    expect(vi.mocked(parseEdition).mock.calls.length).toBeLessThan(402);
  } finally {
    await parsers.close();
  }
});

test('what may take long is never parsed here', async () => {
  vi.mocked(parseEdition).mockClear();
  const parsers = startParsers({ size: 1 });
  try {
    const long = request(`${REPORT}\n${'*a* '.repeat(2_000)}\n`);
    const [first, second, third] = await parsers.parse([request(REPORT), long, request(REPORT)]);
    expect(vi.mocked(parseEdition).mock.calls.map(([{ bytes }]) => bytes)).not.toContain(long.bytes);
    expect(vi.mocked(parseEdition)).toHaveBeenCalled();
    expect(second?.value?.body.html).toContain('<em>a</em> <em>a</em>');
    expect(third).toEqual(first);
  } finally {
    await parsers.close();
  }
});
