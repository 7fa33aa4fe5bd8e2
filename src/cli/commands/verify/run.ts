import { resolve } from 'node:path';
import { verifySite } from '../../../pipeline/verify-site.ts';
import type { Verification } from '../../../pipeline/verify-site.ts';
import type { Finding } from '../../../pipeline/built-site.ts';
import { proveKept } from './against.ts';
import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { makeVisible } from '../../../diagnostics/formats/display.ts';
import { hasErrors } from '../../../diagnostics/diagnostic.ts';
import { folderSite } from '../../../host/files/built-site.ts';
import { remoteSite } from '../../../host/network/remote-site.ts';
import { halfChanged, hasOpenJournal } from '../../../host/files/journal.ts';
import { fileExists, readSite, sourceReader } from '../../../host/files/site-files.ts';
import { notAFolder } from '../../../source/locate/problems.ts';
import type { SourceFile } from '../../../model/file.ts';
import { orphan, unshownPictures } from '../../../site/checks/published.ts';
import { PUBLISHED, textFolder } from '../../../versions/paths.ts';
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
 * `verify`: verifies that a built site shows what was published; inside a site, also that `published/` is
 * intact and that both have the same history.
 */
export async function run(command: Shared & VerifyCommand, world: World): Promise<ExitCode> {
  const held = heldHere(command, world);
  const target = targetOf(command, world, held?.root);
  const wrong = held ? held.diagnostics : [];
  const verification = target && (await verifySite(target.site, held?.published));
  const kept = await proveKept(command, world.cwd, { site: target?.site, published: held?.files ?? [] });
  const isRight = !hasErrors(wrong) && (verification?.findings.length ?? 0) === 0 && kept.length === 0;
  if (command.json) {
    const body = {
      ok: isRight,
      target: target?.name ?? 'published/',
      diagnostics: wrong,
      ...verification,
      kept,
    };
    printJson(body, world);
  } else {
    printDiagnostics(wrong, held?.readSource ?? (() => undefined), world, { ...command, format: 'pretty' });
    report([...(verification?.findings ?? []), ...kept], target?.name ?? 'published/', world, command);
    if (isRight && !command.quiet)
      world.stdout.write(proved(verification, target?.name, held) + unproved(command));
  }
  return isRight ? EXIT.fine : EXIT.problems;
}

interface Held {
  readonly root: string;
  readonly published: Published;
  readonly diagnostics: readonly Diagnostic[];
  readonly readSource: (path: string) => string | undefined;
  readonly files: readonly SourceFile[];
}

/**
 * What is published in the site that the command runs in; nothing outside of a site, where a target is
 * enough.
 */
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
    files: files.filter(({ path }) => path.startsWith(PUBLISHED)),
  };
}

/** Snapshots whose line is missing from the ledger. */
function orphans({ texts }: Published): Diagnostic[] {
  return texts.flatMap(({ reference, language, orphans: names }) =>
    names.map((name) => orphan(textFolder(reference, language), name)),
  );
}

/** If `incidents/` is not a folder, nothing can be compared with it. */
function elsewhere(files: readonly SourceFile[]): Diagnostic[] {
  return files.filter(({ path }) => path === 'incidents').map(notAFolder);
}

/** Pictures that no version shows: they were redacted with their version, and have come back. */
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

function report(findings: readonly Finding[], target: string, world: World, { colour }: Shared): void {
  const paint = (style: 'red', text: string) =>
    wantsColour(world, world.stderr, colour) ? styleText(style, text, { validateStream: false }) : text;
  for (const { path, message } of findings) {
    // Whoever owns the site behind an address chooses the names of its files.
    const [name, what] = [makeVisible(path), makeVisible(message)];
    world.stderr.write(`${target}: ${name}\n  ${paint('red', 'differs')}  ${what}\n`);
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
      ? [
          `not served by the host, so nobody can check them there: ${makeVisible(verification.unchecked.join(', '))}`,
        ]
      : []),
    ...(verification && verification.pending.length > 0
      ? [`not published yet, so nothing proves them: ${makeVisible(verification.pending.join(', '))}`]
      : []),
  ];
  return `${lines.join('\n')}\n`;
}

/** What was proved with what somebody saved, and what cannot be proved without it. */
function unproved({ key, against }: Pick<VerifyCommand, 'key' | 'against'>): string {
  const signed = 'the checkpoint is signed with the private key that belongs to that public key';
  const grown = 'the history has only grown since what you saved';
  const keep = 'Keep `checkpoint`, and compare with `--against` later';
  if (key !== undefined && against !== undefined) return `${signed}, and ${grown}\n`;
  if (against !== undefined) return `${grown}\n`;
  return key === undefined
    ? `not proved: whoever has all the files could have rewritten the whole history, hashes and all. ${keep}; give the public key with \`--key\`\n`
    : `${signed}\nnot proved: whoever has that private key could have signed a different history. ${keep}\n`;
}
