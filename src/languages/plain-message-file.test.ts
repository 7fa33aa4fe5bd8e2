import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../../test/fuzz/runs.ts';
import { readTheme } from '../host/files/site-files.ts';

import type { SitePath, SourceFile } from '../model/file.ts';
import { decode, readAnyMessages } from './message-file.ts';
import { readPlainMessages } from './plain-message-file.ts';

const PATH = 'templates/messages/en.yaml' as SitePath;
const fileOf = (text: string): SourceFile => ({ path: PATH, bytes: new TextEncoder().encode(text) });

test('what is read is what a parser of all of YAML reads, with the same places', () => {
  const pieces = [
    'key: "Text"',
    'key: "Text with: # signs, {$name} and \'these\'"',
    'other: |',
    '  .input {$count :integer}',
    '  .match $count',
    '    one {{{$count} day}}',
    '  # no comment',
    'map:',
    '  key: "Inside"',
    '  deep:',
    '    one: "1"',
    '    two: "2"',
    '# a comment',
    '  # an indented one',
    '',
    '   ',
    'key: plain',
    'key: "a" # comment',
    'key: ""',
    'key: "a\\tb"',
    'x.y: "dotted"',
    '- item',
    '---',
    '\tkey: "a"',
    'key: "a"\r',
    'key : "a"',
    'key: |-',
    ' odd: "one space"',
    'third: "three"',
    'fourth: "four"',
  ];
  const lines = fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 9 });
  let plain = 0;
  fc.assert(
    fc.property(lines, fc.constantFrom('\n', '\n', '\n\n', ''), (chosen, end) => {
      const text = chosen.join('\n') + end;
      const found = readPlainMessages(PATH, text);
      if (!found) return;
      plain += 1;
      expect(readAnyMessages(fileOf(text), text), text).toEqual({ value: found, diagnostics: [] });
    }),
    runs(2_000),
  );
  expect(plain).toBeGreaterThan(0);
});

test('spaces below a text that may belong to it are left to the parser', () => {
  expect(readPlainMessages(PATH, 'key: |\n  Text\n  \n')).toMatchObject([{ source: 'Text' }]);
  expect(readPlainMessages(PATH, 'key: |\n  Text\n   \n')).toBeUndefined();
});

test('every file that comes with the program has this form', () => {
  const files = readTheme().filter(({ path }) => /\/(?:messages|say)\//.test(path));
  expect(files.length).toBeGreaterThan(20);
  for (const file of files) {
    const text = decode(file.bytes) ?? '';
    const { value, diagnostics } = readAnyMessages(file, text);
    expect(diagnostics, file.path).toEqual([]);
    expect(readPlainMessages(file.path, text), file.path).toEqual(value);
  }
});
