import type { Command as Commander, CommanderError } from 'commander';
import { Refused } from '../host/refused.ts';

/** What commander found wrong with a command line, in the form of all messages: a sentence and a way out. */
export function usageRefusal(
  { code, message }: Pick<CommanderError, 'code' | 'message'>,
  argv: readonly string[],
  program: Commander,
): Refused {
  const command = program.commands.find((each) => argv.includes(each.name()));
  const [first = '', suggestion] = message.replace(/^error: /, '').split('\n');
  const [, quoted = first] = /'([^']*)'/.exec(first) ?? [];
  const help = `\`incident-press${command ? ` ${command.name()}` : ''} --help\``;
  const guess = suggestion?.replace(/^\(|\)$/g, '');
  const usage = command ? `Write \`incident-press ${command.name()} ${command.usage()}\`.` : `See ${help}.`;
  switch (code) {
    case 'commander.unknownCommand':
      return refuse(`There is no command \`${quoted}\``, guess ?? `${help} lists all of them.`);
    case 'commander.unknownOption':
      return refuse(`There is no option \`${quoted}\``, guess ?? `${help} lists all of them.`);
    case 'commander.missingArgument':
      return refuse(`\`<${quoted}>\` is missing`, usage);
    case 'commander.missingMandatoryOptionValue':
      return refuse(`\`${quoted}\` is missing`, `${help} says what it is for.`);
    case 'commander.optionMissingArgument':
      return refuse(`\`${quoted}\` is given without a value`, `${help} says what it takes.`);
    case 'commander.excessArguments':
      return refuse(
        'There are too many words',
        `${usage} Put a text of several words between quotation marks.`,
      );
    case 'commander.invalidArgument':
      return invalid(first, `${help} says what it takes.`);
    default:
      return refuse(first, usage);
  }
}

/** `option '--format <name>' argument 'jsn' is invalid. Did you mean json?` and the same for arguments. */
function invalid(text: string, help: string): Refused {
  const [, option, given, hint] = /^option '(.*)' argument '(.*)' is invalid\.\s*(.*)$/s.exec(text) ?? [];
  if (option !== undefined) return refuse(`\`${given}\` does not fit \`${option}\``, hint || help);
  const [, value, name, way] =
    /^command-argument value '(.*)' is invalid for argument '(.*)'\.\s*(.*)$/s.exec(text) ?? [];
  return value === undefined
    ? refuse(text, help)
    : refuse(`\`${value}\` does not fit \`<${name}>\``, way || help);
}

function refuse(message: string, hint: string): Refused {
  return new Refused('usage', message, hint);
}
