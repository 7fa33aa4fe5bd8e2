import type { CommandNode, CommandTree, OptionNode } from '../command-tree.ts';

/** A completion script for zsh, to be read with `eval` after `compinit`. */
export function zshCompletion({ commands, options }: CommandTree, templates: readonly string[]): string {
  return `#compdef incident-press
# Completion of incident-press for zsh: eval "$(incident-press completion zsh)"
_incident_press() {
  local -a commands references
  commands=(
${commands.map(({ name, description }) => `    ${quote(`${name}:${description}`)}`).join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local command=$words[2]
  shift words
  (( CURRENT-- ))
  case $command in
${commands.map((command) => caseOf(command, options, templates)).join('\n')}
  esac
}
compdef _incident_press incident-press
`;
}

function caseOf(
  { name, options, takesReference, takesTemplate }: CommandNode,
  shared: readonly OptionNode[],
  templates: readonly string[],
): string {
  const specs = [...options, ...shared].map((option) => `      ${quote(specOf(option))}`);
  // References are the folders of reports, where the site is the current folder.
  const references = takesReference ? [`      '*:reference:_files -W incidents -/'`] : [];
  const files = takesTemplate ? [`      '1:template:(${templates.join(' ')})'`] : [];
  return `    ${name})\n      _arguments \\\n${[...specs, ...references, ...files].join(' \\\n')}\n      ;;`;
}

function specOf({ name, description, takes }: OptionNode): string {
  const said = `*${name}[${description.replaceAll(/[[\]\\:]/g, String.raw`\$&`)}]`;
  if (takes === undefined) return said;
  const value = name.replace('--', '');
  if (takes === 'text') return `${said}:${value}:`;
  if (takes === 'file') return `${said}:${value}:_files`;
  return takes === 'folder' ? `${said}:${value}:_files -/` : `${said}:${value}:(${takes.join(' ')})`;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
