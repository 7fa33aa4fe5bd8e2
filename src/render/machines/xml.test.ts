import { XMLParser, XMLValidator } from 'fast-xml-parser';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../../../test/fuzz/runs.ts';
import { validateXML } from 'xmllint-wasm';
import { xml, writeXml } from './xml.ts';

/** Characters that break XML made by hand, more often than chance would have them. */
const hostile = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        ']]>',
        '<![CDATA[',
        '<!--',
        '-->',
        '<?x?>',
        '&',
        '&amp;',
        '&#0;',
        '<script>',
        '"',
        "'",
        '\0',
        '\u0008',
        '\uD800',
        '\uDC00',
        '\uFFFE',
        '\uFFFF',
        '😀',
        'مرحبا',
        '\u202E',
        '\r\n',
        '\r',
        '\t',
        '\u0085',
        '\u2028',
      ),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

/** What is left of a text that XML 1.0 can hold, written independently of the writer. */
function holdable(text: string): string {
  return [...text]
    .filter((each) => {
      const code = each.codePointAt(0) ?? 0;
      if (code < 0x20) return code === 9 || code === 10 || code === 13;
      return !(code >= 0xd800 && code <= 0xdfff) && code !== 0xfffe && code !== 0xffff;
    })
    .join('');
}

test('whatever is written is well-formed, and two parsers read back what went in', () => {
  const parser = new XMLParser({
    ignoreAttributes: false,
    trimValues: false,
    parseTagValue: false,
    parseAttributeValue: false,
    attributeNamePrefix: '',
    alwaysCreateTextNode: true,
    htmlEntities: true,
  });
  fc.assert(
    fc.property(hostile, hostile, (text, attribute) => {
      const written = writeXml(xml('a', { b: attribute }, `.${text}.`));
      expect(XMLValidator.validate(written)).toBe(true);
      const read = parser.parse(written) as { a: { b: string; '#text': string } };
      expect(read.a['#text']).toBe(`.${holdable(text)}.`);
      expect(read.a.b).toBe(holdable(attribute));
    }),
    runs(500),
  );
});

test('libxml2 reads a document of many hostile texts as they went in', async () => {
  const texts = fc.sample(hostile, { numRuns: 400, seed: 7 });
  const written = writeXml(xml('all', {}, ...texts.map((text) => xml('t', { a: text }, `.${text}.`))));
  const { normalized: canonical } = await validateXML({ xml: written, normalization: 'c14n' });
  const found = [...canonical.matchAll(/<t a="([^"]*)">\.([^<]*)\.<\/t>/g)];
  expect(found.length).toBe(texts.length);
  for (const [index, [, attribute = '', text = '']] of found.entries()) {
    expect(unescape(attribute)).toBe(holdable(texts[index]!));
    expect(unescape(text)).toBe(holdable(texts[index]!));
  }
});

test('elements without text are indented, elements with text are left alone', () => {
  const document = xml('a', {}, xml('b', { c: undefined, d: 1 }), xml('e', {}, 'f', xml('g')), undefined);
  expect(writeXml(document)).toBe(
    '<?xml version="1.0" encoding="utf-8"?>\n<a>\n  <b d="1"/>\n  <e>f<g/></e>\n</a>\n',
  );
});

test('an invalid name is a bug', () => {
  expect(() => writeXml(xml('a b'))).toThrow('`a b` is not the name');
  expect(() => writeXml(xml('a', { 'x y': '' }))).toThrow('`x y` is not the name');
});

/** Undoes the references of canonical XML. */
function unescape(text: string): string {
  const references: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"' };
  return text.replace(/&(?:#x([0-9A-F]+)|(\w+));/g, (_, code: string, name: string) =>
    code ? String.fromCodePoint(Number.parseInt(code, 16)) : references[name]!,
  );
}
