import type { Command as Commander, Option } from 'commander';
import { namesOf } from './shared-options.ts';

/** A command as the program offers it: completion and documentation are made from this. */
export interface CommandNode {
  readonly name: string;
  readonly description: string;
  /** As help prints it, without the program's name. */
  readonly usage: string;
  readonly takesReference: boolean;
  /** It takes a file that comes with the program. */
  readonly takesTemplate: boolean;
  readonly arguments: readonly { readonly name: string; readonly description: string }[];
  readonly options: readonly OptionNode[];
}

export interface OptionNode {
  /** `--state`. */
  readonly name: string;
  /** `--state <state>`. */
  readonly flags: string;
  readonly description: string;
  /** Its value, if it has one: a file, a folder, one of several names, or any text. */
  readonly takes?: 'file' | 'folder' | 'text' | readonly string[] | undefined;
}

export interface CommandTree {
  readonly commands: readonly CommandNode[];
  /** Options that every command has. */
  readonly options: readonly OptionNode[];
}

/** Reads the commands and options of a program that its help shows as plain data, in the same order. */
export function commandTree(program: Commander): CommandTree {
  return {
    commands: program.commands.map(commandNode),
    options: [...program.options.map(optionNode), HELP],
  };
}

const HELP: OptionNode = { name: '--help', flags: '-h, --help', description: 'show this' };

function commandNode(command: Commander): CommandNode {
  const usage = `${command.name()} ${command.usage()}`;
  return {
    name: command.name(),
    description: command.description(),
    usage,
    takesReference: /[[<]ref[\]>]/.test(usage),
    takesTemplate: usage.includes('[template]'),
    arguments: command.registeredArguments.map((argument) => ({
      name: argument.name(),
      description: argument.description,
    })),
    options: command.options.filter(({ hidden }) => !hidden).map(optionNode),
  };
}

function optionNode(option: Option): OptionNode {
  const takes = takenBy(option);
  return {
    name: option.long ?? option.flags,
    flags: option.flags,
    description: option.description,
    takes,
  };
}

function takenBy(option: Option): OptionNode['takes'] {
  if (!option.required && !option.optional) return undefined;
  const names = namesOf(option);
  if (names) return names;
  const what = /<([^>]+)>/.exec(option.flags)?.[1];
  return what === 'dir' ? 'folder' : what === 'file' ? 'file' : 'text';
}
