import { fromHtml } from 'hast-util-from-html';
import { toString } from 'hast-util-to-string';
import { parseDocument } from 'yaml';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../../test/fuzz/runs.ts';
import { writeJson, writeScriptJson } from './json.ts';

const hostile = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '</script>',
        '<!--',
        '<script',
        ']]>',
        '\u2028',
        '\u2029',
        '\0',
        '\uD800',
        '\uDFFF',
        '😀',
        '"',
        '\\',
      ),
    ),
    { maxLength: 10 },
  )
  .map((parts) => parts.join(''));

const repaired = (text: string) => Buffer.from(text, 'utf8').toString('utf8');

test('another parser reads back what was written, half surrogate pairs as U+FFFD', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const written = writeJson({ text, list: [text, null, 1.5, true] });
      expect(Buffer.from(written, 'utf8').toString('utf8')).toBe(written);
      // JSON is a part of YAML, so a reader of YAML is a second reader of JSON.
      const document = parseDocument(written, { version: '1.2' });
      expect(document.errors).toEqual([]);
      const { list, text: read } = document.toJS() as { text: string; list: unknown[] };
      expect(read).toBe(repaired(text));
      expect(list).toEqual([repaired(text), null, 1.5, true]);
    }),
    runs(400),
  );
});

test('no text gets out of the script it stands in', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const page = `<script type="application/ld+json">${writeScriptJson({ text })}</script><p>after</p>`;
      const [script, after, ...more] = fromHtml(page, { fragment: true }).children;
      expect(more).toEqual([]);
      expect(after).toMatchObject({ tagName: 'p' });
      // The HTML standard has NUL replaced; JSON has it escaped before that.
      expect(JSON.parse(toString(script!))).toEqual({ text: repaired(text) });
    }),
    runs(400),
  );
});
