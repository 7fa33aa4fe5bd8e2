import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson, contentHash } from './content-hash.ts';

const MATTER = { title: 'A', version: '001', timeline: [{ at: '11:00', title: 'B' }] };
const hash = contentHash(MATTER, 'Text\n');

test.each([
  ['key order', { timeline: [{ title: 'B', at: '11:00' }], version: '001', title: 'A' }, 'Text\n'],
  ['the number', { ...MATTER, version: '002', changes: 'more', last_update: 'x' }, 'Text\n'],
  ['CRLF', MATTER, 'Text\r\n'],
  ['a byte order mark', MATTER, '\uFEFFText\n'],
  ['the final newline', MATTER, 'Text'],
  ['blank lines at the end', MATTER, 'Text\n\n\n'],
])('%s makes no difference', (_, matter, body) => {
  expect(contentHash(matter, body)).toBe(hash);
});

test.each([
  ['a word', MATTER, 'Texts\n'],
  ['a fact', { ...MATTER, severity: 'major' }, 'Text\n'],
  ['the order of entries', { ...MATTER, timeline: [{}, ...MATTER.timeline] }, 'Text\n'],
  ['a line moved from body to front matter', { ...MATTER, x: 'Text' }, '\n'],
])('%s makes a difference', (_, matter, body) => {
  expect(contentHash(matter, body)).not.toBe(hash);
});

test('integer-like keys are sorted as text at every depth', () => {
  expect(canonicalJson({ b: [{ d: 1, c: 2 }], a: null })).toBe('{"a":null,"b":[{"c":2,"d":1}]}');
});

test('canonical JSON is what JSON makes of the same values with their keys in order', () => {
  fc.assert(
    fc.property(fc.anything({ withNullPrototype: true }), (value) => {
      const text = canonicalJson(value);
      expect(text).toBe(
        JSON.stringify(value, (_, inner: unknown) =>
          typeof inner === 'object' && inner !== null && !Array.isArray(inner)
            ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
            : inner,
        ),
      );
    }),
  );
});
