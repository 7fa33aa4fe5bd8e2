import { nearest } from '../../../diagnostics/nearest.ts';
import { mergeLinesWithGit } from '../../../host/files/merge-lines.ts';
import { readSiteFile, readTheme } from '../../../host/files/site-files.ts';
import { changeSite } from '../../../host/files/site-writer.ts';
import { packageInfo } from '../../../host/package-info.ts';
import { Refused } from '../../../host/refused.ts';
import type { SourceFile } from '../../../model/file.ts';
import { compareCopy, mergeCopy } from '../../../writing/eject/copy.ts';
import type { Copy } from '../../../writing/eject/copy.ts';
import { withNote } from '../../../writing/eject/note.ts';
import { shippedFiles } from '../../../writing/eject/shipped.ts';
import type { Shipped } from '../../../writing/eject/shipped.ts';
import { findSite } from '../../arguments/site.ts';
import type { Shared } from '../../shared-options.ts';
import { count } from '../../terminal/count.ts';
import { printJson } from '../../terminal/json.ts';
import { ourCommand } from '../../terminal/next-step.ts';
import { EXIT } from '../../world.ts';
import type { ExitCode, World } from '../../world.ts';
import type { EjectCommand } from './options.ts';

type Command = Shared & EjectCommand;

/** A file that comes with the program, and the site's own in its place. */
interface Pair {
  /** `partials/teaser.eta`. */
  readonly name: string;
  readonly shipped: string;
  readonly own: SourceFile | undefined;
}

/** `eject`: copies a shipped file into the site, where it takes the place of the shipped one. */
export function run(command: Command, world: World): ExitCode {
  const root = findSite(world.cwd, command.site);
  const shipped = shippedFiles(readTheme());
  refuseBoth(command);
  if (command.list) {
    list(
      shipped.map((file) => pairOf(root, file)),
      command,
      world,
    );
    return EXIT.fine;
  }
  const pair = pairOf(root, findShipped(command.template, shipped));
  if (command.diff) return showChanges(pair, world);
  return command.merge ? merge(root, pair, command, world) : copy(root, pair, command, world);
}

function refuseBoth({ template, list: isList, force, diff, merge: isMerge, json }: Command): void {
  const asked = [isList && '--list', force && '--force', diff && '--diff', isMerge && '--merge'];
  const [first, second] = asked.filter((each) => each !== false);
  if (second !== undefined)
    throw new Refused('usage', `${first} and ${second} cannot be used together`, 'Leave out one of them.');
  if (isList && template !== undefined)
    throw new Refused('usage', '`--list` takes no file', `Leave out ${template}, or \`--list\`.`);
  if (json && !isList) throw new Refused('usage', '`--json` belongs to `--list`', 'Add `--list`.');
}

function pairOf(root: string, { name, text }: Shipped): Pair {
  return { name, shipped: text, own: readSiteFile(root, pathOf(name)) };
}

function findShipped(asked: string | undefined, shipped: readonly Shipped[]): Shipped {
  const all = 'Run `incident-press eject --list` to see what there is.';
  if (asked === undefined) throw new Refused('usage', 'No file is named', all);
  const named = asked.replace(/^(?:\.\/)?templates\//, '');
  const found = shipped.find(({ name }) => name === named);
  if (found) return found;
  const names = shipped.map(({ name }) => name);
  const near = nearest(named, names);
  const hint = near ? `Did you mean \`${near}\`?` : all;
  throw new Refused('usage', `${asked} does not come with incident-press`, hint);
}

function copy(root: string, { name, shipped, own }: Pair, command: Command, world: World): ExitCode {
  if (own && !command.force)
    throw new Refused(
      'usage',
      `${pathOf(name)} is there already`,
      'Add `--force` to replace it with the shipped one.',
    );
  write(root, name, withNote(name, shipped, packageInfo().version));
  if (!command.quiet) {
    const check = ourCommand('check', root, world);
    world.stdout.write(
      `${pathOf(name)}\n\nThe site now uses this file. When a newer version of incident-press ships another one, \`${check}\` says what has changed.\n`,
    );
  }
  return EXIT.fine;
}

function merge(root: string, pair: Pair, { quiet }: Command, world: World): ExitCode {
  const { name, shipped } = pair;
  const { own, changes } = copyOf(pair);
  const version = packageInfo().version;
  const merged = mergeCopy(name, { copy: own, shipped, version }, mergeLinesWithGit);
  write(root, name, merged.text);
  if (!merged.isClean) {
    const hint = 'Edit the lines between the markers in that file.';
    world.stderr.write(
      `${pathOf(name)}: the same lines have changed in your copy and in the shipped file\nhint   ${hint}\n`,
    );
    return EXIT.problems;
  }
  if (!quiet) world.stdout.write(`${pathOf(name)}: ${count(changes.length, 'change')} taken in\n`);
  return EXIT.fine;
}

function showChanges(pair: Pair, world: World): ExitCode {
  const { version, changes } = copyOf(pair);
  const lines = changes.flatMap(({ line, removed, added }) => [
    `${pathOf(pair.name)}:${line}`,
    ...removed.map((text) => `- ${text}`),
    ...added.map((text) => `+ ${text}`),
  ]);
  const none = `${pathOf(pair.name)}: the shipped file is as it was in incident-press ${version}`;
  world.stdout.write(`${(lines.length > 0 ? lines : [none]).join('\n')}\n`);
  return EXIT.fine;
}

function copyOf({ name, shipped, own }: Pair): Copy & { readonly own: string } {
  const text = own && textOf(own);
  const found = text === undefined ? undefined : compareCopy(text, shipped);
  if (text !== undefined && found) return { ...found, own: text };
  throw new Refused(
    'usage',
    own ? `${pathOf(name)} does not say which version it was copied from` : `The site has no ${pathOf(name)}`,
    own
      ? 'Compare it yourself: move it away, run `incident-press eject` to get the shipped one, and copy your changes into that.'
      : `Run \`incident-press eject ${name}\` to copy the shipped one.`,
  );
}

/** Prints each shipped file, and what the site has instead. */
function list(pairs: readonly Pair[], { json }: Command, world: World): void {
  const files = pairs.map(({ name, shipped, own }) => {
    const known = own && compareCopy(textOf(own), shipped);
    return {
      file: name,
      ejected: own !== undefined,
      from: known?.version,
      edited: known?.isEdited,
      outdated: known && known.changes.length > 0,
    };
  });
  if (json) printJson({ version: 1, files }, world);
  else world.stdout.write(files.map((each) => `${lineOf(each)}\n`).join(''));
}

function lineOf(listed: {
  readonly file: string;
  readonly ejected: boolean;
  readonly from: string | undefined;
  readonly outdated: boolean | undefined;
}): string {
  const { file, ejected, from, outdated } = listed;
  if (!ejected) return `  ${file}`;
  const since = from === undefined ? 'the site’s own' : `copied from ${from}`;
  return `● ${file}  ${since}${outdated ? '; the shipped file has changed since' : ''}`;
}

function write(root: string, name: string, text: string): void {
  changeSite(root, (writer) => writer.write(pathOf(name), text));
}

function pathOf(name: string): string {
  return `templates/${name}`;
}

function textOf({ bytes }: SourceFile): string {
  return new TextDecoder().decode(bytes);
}
