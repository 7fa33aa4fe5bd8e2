import type { CommandNode, CommandTree, OptionNode } from '../command-tree.ts';

/** A completion script for bash 3.2 and newer, to be read with `eval`. */
export function bashCompletion({ commands, options }: CommandTree, templates: readonly string[]): string {
  const names = commands.map(({ name }) => name);
  const values = [
    ...options.flatMap((option) => valueCase('*', option)),
    ...commands.flatMap((command) => command.options.flatMap((option) => valueCase(command.name, option))),
  ];
  const shared = options.map(({ name }) => name).join(' ');
  return `# Completion of incident-press for bash: eval "$(incident-press completion bash)"
_incident_press() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]} command='' words='' i
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "\${COMP_WORDS[i]}" in
      ${names.join('|')}) command=\${COMP_WORDS[i]}; break ;;
    esac
  done
  case "$command $prev" in
${values.join('\n')}
  esac
  case "$command" in
    '') words='${names.join(' ')} ${shared}' ;;
${commands.map((command) => `    ${command.name}) words=${wordsOf(command, shared, templates)} ;;`).join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$cur"))
}
complete -F _incident_press incident-press
`;
}

/** References are the folders of reports, where the site is the current folder. */
function wordsOf(
  { options, takesReference, takesTemplate }: CommandNode,
  shared: string,
  templates: readonly string[],
): string {
  const files = takesTemplate ? templates : [];
  const words = `'${[...options.map(({ name }) => name), shared, ...files].join(' ')}'`;
  return takesReference ? `${words}" $(command ls incidents 2>/dev/null)"` : words;
}

function valueCase(command: string, { name, takes }: OptionNode): string[] {
  const pattern = command === '*' ? `*" ${name}"` : `'${command} ${name}'`;
  const reply = (how: string) => [`    ${pattern}) COMPREPLY=($(compgen ${how} -- "$cur")); return ;;`];
  if (takes === undefined) return [];
  if (takes === 'text') return [`    ${pattern}) return ;;`];
  if (takes === 'file') return reply('-f');
  return takes === 'folder' ? reply('-d') : reply(`-W '${takes.join(' ')}'`);
}
