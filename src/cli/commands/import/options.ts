import { InvalidArgumentError } from 'commander';
import type { Command as Commander } from 'commander';
import { SEVERITIES } from '../../../model/edition.ts';
import type { Severity } from '../../../model/edition.ts';
import { canonicalZone } from '../../../model/time-zone.ts';
import { IMPORT_KINDS } from '../../../writing/import/kind-names.ts';
import type { ImportKind } from '../../../writing/import/kind-names.ts';
import { collect, given, oneOf } from '../../shared-options.ts';
import type { Choose } from '../../shared-options.ts';

export interface ImportCommand {
  readonly kind: ImportKind;
  /** Files, folders, or the address of a page. */
  readonly from: readonly string[];
  readonly to: string;
  readonly dryRun: boolean;
  readonly timeZone?: string | undefined;
  readonly zones: Readonly<Record<string, string>>;
  readonly severities: Readonly<Record<string, Severity>>;
  readonly closed: boolean;
  /** Every committed state of a document becomes a version. */
  readonly history: boolean;
  readonly automatic: boolean;
  readonly base?: string | undefined;
  /** References of reports to overwrite although somebody has edited them. */
  readonly force: readonly string[];
  readonly json: boolean;
}

/** `incident-press import`. */
export function describe(program: Commander, choose: Choose<ImportCommand>): void {
  program
    .command('import')
    .description('import the history of another status page, or post-mortems')
    .argument('<kind>', `the system it comes from: ${IMPORT_KINDS.join(', ')}`, oneOf(IMPORT_KINDS))
    .argument('<from...>', 'files and folders; for statuspage also the address of the page')
    .option('--dry-run', 'show what would be imported, and write nothing')
    .option('--time-zone <zone>', 'the time zone of times without one, such as Europe/Paris', readZone)
    .option('--zone <name=zone>', 'what PST and the like mean: PST=America/Los_Angeles (repeatable)', collect)
    .option('--severity <word=severity>', 'what a word means: SEV1=critical (repeatable)', collect)
    .option('--closed', 'for markdown: treat everything as resolved, even if the text does not say so')
    .option('--history', 'for cstate: each committed state of a file becomes a published version')
    .option('--automatic', 'for betterstack: also import what monitors reported automatically')
    .option('--base <path>', 'for markdown: where the files were served, such as /posts/')
    .option('--to <folder>', 'where the reports go', 'incidents')
    .option('--force <ref>', 'overwrite this report although somebody has edited it (repeatable)', collect)
    .option('--json', 'print JSON')
    .action((kind: ImportKind, from: readonly string[], options: Stated) =>
      choose(commandOf(kind, from, options)),
    );
}

/** The options as commander returns them. */
interface Stated {
  readonly to: string;
  readonly dryRun?: boolean;
  readonly timeZone?: string;
  readonly zone?: readonly string[];
  readonly severity?: readonly string[];
  readonly closed?: boolean;
  readonly history?: boolean;
  readonly automatic?: boolean;
  readonly base?: string;
  readonly force?: readonly string[];
  readonly json?: boolean;
}

function commandOf(kind: ImportKind, from: readonly string[], stated: Stated): ImportCommand {
  const {
    zone = [],
    severity = [],
    dryRun = false,
    closed = false,
    automatic = false,
    history = false,
    ...others
  } = stated;
  const { to, force = [], json = false, timeZone, base } = others;
  const zones = pairsOf(zone, '--zone', readZone);
  const severities = pairsOf(severity, '--severity', readSeverity);
  return {
    kind,
    from,
    to,
    dryRun,
    closed,
    history,
    automatic,
    force,
    json,
    zones,
    severities,
    ...given({ timeZone, base }),
  };
}

function readZone(value: string): string {
  const zone = /^(?:UTC|GMT)$/i.test(value) ? 'UTC' : canonicalZone(value);
  if (zone !== undefined) return zone;
  throw new InvalidArgumentError(`${value} is not a time zone. Use a name such as Europe/Paris.`);
}

function readSeverity(value: string): Severity {
  return oneOf(SEVERITIES)(value.toLowerCase());
}

/** Pairs of a word and what it means; several may be in one, set apart by commas. */
function pairsOf<T>(
  texts: readonly string[],
  option: string,
  read: (value: string) => T,
): Readonly<Record<string, T>> {
  const pairs = texts.flatMap((text) => text.split(','));
  return Object.fromEntries(
    pairs.map((pair) => {
      const [word = '', value = ''] = pair.split('=').map((part) => part.trim());
      if (word === '' || value === '')
        throw new InvalidArgumentError(`${option}: write it like WORD=MEANING, not \`${pair}\`.`);
      return [option === '--severity' ? word.toLowerCase() : word, read(value)];
    }),
  );
}
