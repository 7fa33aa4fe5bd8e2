import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sortDiagnostics } from '../diagnostics/diagnostic.ts';
import { formatPretty } from '../diagnostics/formats/pretty.ts';
import { readSite } from '../host/files/site-files.ts';
import type { SourceFile } from '../model/file.ts';
import { readReports } from '../pipeline/parse/read-reports.ts';
import { parseInline } from '../pipeline/testing.ts';
import { readPublishedFiles } from '../versions/published.ts';
import { LABELS } from './markdown/testing.ts';
import { parseSite } from './site.ts';

/** The examples of all codes; `test/codes.test.ts` says how they are made. */
const CODES = join(import.meta.dirname, '../../test/codes');
const SETTINGS = `name: Example
url: https://status.example.com/
languages: [en, fr]
services:
  - {id: web, name: Web}
  - {id: api, name: API}
`;

/** Codes of files, front matter, timelines, Markdown and settings. */
const OF_SOURCE = /^INC(?:[0-3]|8)/;
/** Those among them that are found where the site is put together, or that depend on the present. */
const ELSEWHERE = new Set(
  (
    'INC001 INC002 INC007 INC010 INC013 INC208 INC212 INC233 INC234 INC235 INC311 INC807 INC810 INC811 ' +
    'INC812 INC820 INC821 INC822 INC833 INC841 INC842 INC843 INC844'
  ).split(' '),
);

test.each(readdirSync(CODES))(
  '%s: reading its example finds what belongs to reading, as it is said',
  async (example) => {
    const said = readFileSync(join(CODES, example, 'expected.txt'), 'utf8');
    expect(ofSource(await found(example))).toEqual(ofSource(said));
  },
);

/** What reading the settings and reports of an example says. */
async function found(example: string): Promise<string> {
  const files = filesOf(join(CODES, example));
  const { value: site, diagnostics } = parseSite(files.find(({ path }) => path === 'site.yaml'));
  const said = [...diagnostics];
  if (site) {
    const labels = Object.fromEntries(site.languages.map((language) => [language, LABELS]));
    const nothing = readPublishedFiles([]).value;
    const read = await readReports(files, nothing, { site, labels, reread: true }, parseInline);
    said.push(...read.diagnostics);
  }
  const source = (path: string) => {
    const file = files.find((each) => each.path === path);
    return file && new TextDecoder().decode(file.bytes);
  };
  return formatPretty(sortDiagnostics(said), source, { colour: false });
}

function filesOf(folder: string): readonly SourceFile[] {
  if (existsSync(join(folder, 'site'))) return readSite(join(folder, 'site'));
  return [
    { path: 'incidents/2026-03-04-example/en.md', bytes: readFileSync(join(folder, 'input.md')) },
    { path: 'site.yaml', bytes: new TextEncoder().encode(SETTINGS) },
  ];
}

/** The paragraphs of a text that have a code of the source. */
function ofSource(said: string): string[] {
  return said.split('\n\n').filter((paragraph) => {
    const code = / {2}(?:error|warning|note) +(INC\d+)/.exec(paragraph)?.[1];
    return code !== undefined && OF_SOURCE.test(code) && !ELSEWHERE.has(code);
  });
}
