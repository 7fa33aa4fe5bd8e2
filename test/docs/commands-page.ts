import { format, resolveConfig } from 'prettier';
import type { CommandNode, CommandTree, OptionNode } from '../../src/cli/command-tree.ts';

const HEAD = `# Commands

<!-- Made from the program itself by test/docs/commands.test.ts; UPDATE_DOCS=1 writes it anew. -->

\`\`\`text
incident-press <command> [options]
\`\`\`

It is run in the folder that holds \`site.yaml\`, or below it. \`<ref>\` is any part of a reference that no other
report has; where it may be left out, it is the open report. Times are written as in a report
(\`2026-05-07T14:05:00Z\`, \`2026-05-07 16:05 Europe/Paris\`) or as people say them: \`now\`, \`-10m\`, \`16:25\` in the
site's zone, \`16:25Z\`, \`yesterday 23:50\`. Whatever was assumed is printed in full.
`;

const TAIL = `## Exit codes

| code | meaning |
| --- | --- |
| 0 | fine; there may be warnings |
| 1 | errors in the content, or a check that failed; nothing was written |
| 2 | the command line is wrong |
| 3 | built, with some reports kept at their last published version or left out (\`--keep-going\`) |
| 70 | a bug in incident-press; please report it |
`;

/** docs/commands.md as the program describes itself, formatted as the repository is. */
export async function commandsPage(tree: CommandTree, file: string): Promise<string> {
  const parts = [
    HEAD,
    list(tree),
    '## Options of every command',
    table(tree.options),
    ...tree.commands.flatMap(section),
    TAIL,
  ];
  return format(parts.join('\n\n'), { ...(await resolveConfig(file)), parser: 'markdown' });
}

function list({ commands }: CommandTree): string {
  const rows = commands.map(({ name, description }) => `| [\`${name}\`](#${name}) | ${cell(description)} |`);
  return ['| command | what it does |', '| --- | --- |', ...rows].join('\n');
}

function section({ name, usage, description, arguments: taken, options }: CommandNode): string[] {
  const rows = taken.map((argument) => `| \`${argument.name}\` | ${cell(argument.description)} |`);
  const own = options.map(({ flags, description: said }) => `| \`${flags}\` | ${cell(said)} |`);
  const all = [...rows, ...own];
  return [
    `## ${name}`,
    `\`\`\`text\nincident-press ${usage}\n\`\`\``,
    `${description[0]?.toUpperCase()}${description.slice(1)}.`,
    ...(all.length > 0 ? [['| | |', '| --- | --- |', ...all].join('\n')] : []),
  ];
}

function table(options: readonly OptionNode[]): string {
  return [
    '| | |',
    '| --- | --- |',
    ...options.map((option) => `| \`${option.flags}\` | ${cell(option.description)} |`),
  ].join('\n');
}

function cell(text: string): string {
  return text.replaceAll('|', String.raw`\|`).replaceAll('<', String.raw`\<`);
}
