import { resolve } from 'node:path';
import { verifySite } from '../../../pipeline/verify-site.ts';
import type { Verification } from '../../../pipeline/verify-site.ts';
import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { hasErrors } from '../../../diagnostics/diagnostic.ts';
import { folderSite } from '../../../host/files/built-site.ts';
import { remoteSite } from '../../../host/network/remote-site.ts';
import { halfChanged, hasOpenJournal } from '../../../host/files/journal.ts';
import { fileExists, readSite, sourceReader } from '../../../host/files/site-files.ts';
import { notAFolder } from '../../../source/locate-problems.ts';
import type { SourceFile } from '../../../model/file.ts';
import { orphan, unshownPictures } from '../../../site/checks/published.ts';
import { textFolder } from '../../../versions/paths.ts';
import { readPublished, shownIn } from '../../../versions/published.ts';
import type { Published } from '../../../versions/published.ts';
import { count } from '../../terminal/count.ts';
import { findSite } from '../../arguments/site.ts';
import type { VerifyCommand } from './options.ts';
import type { Shared } from '../../shared-options.ts';
import { printDiagnostics } from '../../terminal/diagnostics.ts';
import { EXIT, wantsColour } from '../../world.ts';
import { styleText } from 'node:util';
import type { ExitCode, World } from '../../world.ts';
import { Refused } from '../../../host/refused.ts';
import { printJson } from '../../terminal/json.ts';

/**
 * `verify`: proves that a built site shows what was published; run inside a site, that `published/` is whole
 * too, and that both have the same history.
 */
export async function run(command: Shared & VerifyCommand, world: World): Promise<ExitCode> {
  const held = heldHere(command, world);
  const target = targetOf(command, world, held?.root);
  const wrong = held ? held.diagnostics : [];
  const verification = target && (await verifySite(target.site, held?.published));
  const isRight = !hasErrors(wrong) && (verification?.findings.length ?? 0) === 0;
  if (command.json) {
    const body = { ok: isRight, target: target?.name ?? 'published/', diagnostics: wrong, ...verification };
    printJson(body, world);
  } else {
    printDiagnostics(wrong, held?.readSource ?? (() => undefined), world, { ...command, format: 'pretty' });
    report(verification, target?.name, world, command);
    if (isRight && !command.quiet) world.stdout.write(proved(verification, target?.name, held));
  }
  return isRight ? EXIT.fine : EXIT.problems;
}

interface Held {
  readonly root: string;
  readonly published: Published;
  readonly diagnostics: readonly Diagnostic[];
  readonly readSource: (path: string) => string | undefined;
}

/** What is published in the site the command runs in; nothing outside of one, where a target is enough. */
function heldHere(command: Shared & VerifyCommand, world: World): Held | undefined {
  let root: string;
  try {
    root = findSite(world.cwd, command.site);
  } catch (error) {
    if (command.target === undefined || command.site !== undefined) throw error;
    return undefined;
  }
  const files = readSite(root);
  const { value, diagnostics } = readPublished(files);
  return {
    root,
    published: value,
    diagnostics: [...diagnostics, ...orphans(value), ...elsewhere(files), ...unshown(value)],
    readSource: sourceReader(files),
  };
}

/** Snapshots whose ledger line was taken away. */
function orphans({ texts }: Published): Diagnostic[] {
  return texts.flatMap(({ reference, language, orphans: names }) =>
    names.map((name) => orphan(textFolder(reference, language), name)),
  );
}

/** Where the reports should be and something else is, nothing can be compared with them. */
function elsewhere(files: readonly SourceFile[]): Diagnostic[] {
  return files.filter(({ path }) => path === 'incidents').map(notAFolder);
}

/** Pictures that no version shows: one that was redacted with its version, and is there again. */
function unshown({ texts, pictures }: Published): Diagnostic[] {
  const snapshots = texts.flatMap((text) => text.snapshots);
  const isWhole =
    texts.every(({ ledger }) => !ledger.fault) &&
    snapshots.every(({ line, files }) => files || line.redacted !== undefined);
  return isWhole ? unshownPictures([...pictures.keys()], new Set(shownIn(snapshots))) : [];
}

function targetOf({ target }: VerifyCommand, world: World, root: string | undefined) {
  if (target !== undefined && /^https?:\/\//i.test(target)) {
    if (!URL.canParse(target))
      throw new Refused(
        'usage',
        `\`${target}\` is not an address`,
        'Write it like `https://status.example.com/`.',
      );
    return { name: target, site: remoteSite(target) };
  }
  const folder = target === undefined ? resolve(root ?? world.cwd, 'dist') : resolve(world.cwd, target);
  const name = target ?? 'dist';
  if (hasOpenJournal(folder)) throw halfChanged(name);
  if (fileExists(`${folder}/build.json`)) return { name, site: folderSite(folder) };
  if (target === undefined) return undefined;
  throw new Refused(
    'usage',
    `${target} does not contain a built site`,
    'Name the folder that `incident-press build` wrote, or the address of a site.',
  );
}

function report(
  verification: Verification | undefined,
  target: string | undefined,
  world: World,
  { colour }: Shared,
): void {
  const paint = (style: 'red', text: string) =>
    wantsColour(world, world.stderr, colour) ? styleText(style, text, { validateStream: false }) : text;
  for (const { path, message } of verification?.findings ?? []) {
    world.stderr.write(`${target}: ${path}\n  ${paint('red', 'differs')}  ${message}\n`);
  }
}

function proved(
  verification: Verification | undefined,
  target: string | undefined,
  held: Held | undefined,
): string {
  const texts = held?.published.texts ?? [];
  const frozen = texts.reduce((sum, { snapshots }) => sum + snapshots.length, 0);
  const lines = [
    ...(held
      ? [
          `published/: ${count(frozen, 'edition')} of ${count(texts.length, 'text')}: whole, and the chains hold`,
        ]
      : []),
    ...(verification && target !== undefined
      ? [
          `${target}: ${count(verification.editions, 'edition')} as published${verification.files > 0 ? `, ${count(verification.files, 'file')} as built` : ''}`,
        ]
      : ['dist/ does not contain a built site to verify']),
    ...(verification && verification.unchecked.length > 0
      ? [`not shown by the host, so that nobody can check them there: ${verification.unchecked.join(', ')}`]
      : []),
    ...(verification && verification.pending.length > 0
      ? [`not published yet, so that nothing proves them: ${verification.pending.join(', ')}`]
      : []),
  ];
  return `${lines.join('\n')}\n`;
}
