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

test('a few quick files are parsed without a thread, and say what a thread would say', async () => {
  const here = startParsers({ size: 1 });
  const there = startParsers({ size: 1 });
  try {
    there.warm();
    const requests = [request(REPORT), request(REPORT.replace('001', '1'))];
    const outcomes = await here.parse(requests);
    expect(outcomes).toEqual(await there.parse(requests));
    expect(outcomes.map(({ value }) => value?.body.html)).toEqual(['<p>Some <em>text</em>.</p>', undefined]);
  } finally {
    await here.close();
    await there.close();
  }
});
