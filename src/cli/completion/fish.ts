import type { CommandTree, OptionNode } from '../command-tree.ts';

/** A completion script for fish, to be read with `source`. */
export function fishCompletion({ commands, options }: CommandTree, templates: readonly string[]): string {
  const lines = commands.flatMap((command) => {
    const seen = `__fish_seen_subcommand_from ${command.name}`;
    return [
      `complete -c incident-press -n __fish_use_subcommand -a ${command.name} -d ${quote(command.description)}`,
      ...command.options.map((option) => lineOf(option, `-n ${quote(seen)} `)),
      // References are the folders of reports, where the site is the current folder.
      ...(command.takesReference
        ? [`complete -c incident-press -n ${quote(seen)} -a '(command ls incidents 2>/dev/null)'`]
        : []),
      ...(command.takesTemplate
        ? [`complete -c incident-press -n ${quote(seen)} -a ${quote(templates.join(' '))}`]
        : []),
    ];
  });
  return `# Completion of incident-press for fish: incident-press completion fish | source
complete -c incident-press -f
${[...options.map((option) => lineOf(option, '')), ...lines].join('\n')}
`;
}

function lineOf({ name, description, takes }: OptionNode, condition: string): string {
  return `complete -c incident-press ${condition}-l ${name.slice(2)}${valueOf(takes)} -d ${quote(description)}`;
}

function valueOf(takes: OptionNode['takes']): string {
  if (takes === undefined) return '';
  if (takes === 'text') return ' -x';
  if (takes === 'file') return ' -r -F';
  return takes === 'folder' ? " -x -a '(__fish_complete_directories)'" : ` -x -a ${quote(takes.join(' '))}`;
}

function quote(text: string): string {
  return `'${text.replaceAll('\\', String.raw`\\`).replaceAll("'", String.raw`\'`)}'`;
}
