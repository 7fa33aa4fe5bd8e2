import { format, resolveConfig } from 'prettier';
import { catalogue } from '../../src/diagnostics/catalogue.ts';
import type { Code } from '../../src/diagnostics/catalogue.ts';
import { readExample } from '../../src/host/examples.ts';

const NOTE =
  '<!-- Made from the catalogue of codes by test/docs/diagnostics.test.ts; UPDATE_DOCS=1 writes it anew. -->';

const INTRODUCTION = `# Diagnostics

${NOTE}

Everything \`check\` and \`build\` find wrong has a place, a code, one sentence and a way out:

\`\`\`text
incidents/2026-03-04-dns/en.md:4:10  warning INC502  Nothing but the number differs from version 001
\`\`\`

\`incident-press explain INC502\` prints the page of a code in the terminal. Errors stop a build, or with
\`--keep-going\` leave out or keep back the report they are in; they cannot be switched off. Warnings stop nothing,
unless \`--strict\` makes errors of them. Warnings about prose can be switched off by rule in \`site.yaml\`
([configuring.md](../configuring.md)) and by line in a report ([writing.md](../writing.md)).`;

/** The headings of the list, by the first digits of the codes below them. */
const GROUPS: readonly (readonly [prefix: RegExp, title: string])[] = [
  [/^INC0/, 'Files and folders'],
  [/^INC1/, 'Front matter'],
  [/^INC2/, 'Timelines, facts and prose'],
  [/^INC3/, 'Markdown and pictures'],
  [/^INC4/, 'Translations'],
  [/^INC5/, 'Versions and what was published'],
  [/^INC7/, 'Templates and interface texts'],
  [/^INC8/, 'site.yaml'],
];

/** The pages of `docs/diagnostics/` by file name, formatted as the repository is. */
export async function diagnosticsPages(folder: string): Promise<ReadonlyMap<string, string>> {
  const codes = Object.keys(catalogue) as Code[];
  const options = { ...(await resolveConfig(`${folder}/README.md`)), parser: 'markdown' };
  const pages = new Map<string, string>();
  pages.set('README.md', await format(listOf(codes), options));
  for (const code of codes) pages.set(`${code}.md`, await format(pageOf(code), options));
  return pages;
}

function listOf(codes: readonly Code[]): string {
  const groups = GROUPS.flatMap(([prefix, title]) => {
    const rows = codes.filter((code) => prefix.test(code)).toSorted();
    return [
      `## ${title}`,
      ['| code | | what is wrong |', '| --- | --- | --- |', ...rows.map(rowOf)].join('\n'),
    ];
  });
  return [INTRODUCTION, ...groups].join('\n\n');
}

function rowOf(code: Code): string {
  const { severity, title } = catalogue[code];
  return `| [${code}](${code}.md) | ${severity} | ${title.replaceAll('|', String.raw`\|`)} |`;
}

function pageOf(code: Code): string {
  const { severity, title, why, fix } = catalogue[code];
  const example = readExample(code);
  return [
    `# ${code}: ${title}`,
    NOTE,
    `**${severity === 'error' ? 'Error' : 'Warning'}.** ${why}`,
    fix,
    ...(example?.input === undefined ? [] : ['## Example', fenced(example.input)]),
    ...(example ? ['## What the program reports', fenced(example.expected)] : []),
    '[All codes](README.md)',
  ].join('\n\n');
}

/** A block of plain text, so that formatters leave it alone, with a fence that is longer than any in it. */
function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${text.trimEnd()}\n${fence}`;
}
