import { catalogue } from '../../../diagnostics/catalogue.ts';
import { makeVisible } from '../../../diagnostics/formats/display.ts';
import { hang } from '../../../diagnostics/formats/wrap.ts';
import type { PlannedReport } from '../../../writing/import/plan-import.ts';
import type { ImportNote, NoteKind } from '../../../writing/import/told.ts';
import type { Shared } from '../../shared-options.ts';
import { printJson } from '../../terminal/json.ts';
import { labelled, stepsToPublish } from '../../terminal/next-step.ts';
import { painterFor } from '../../terminal/paint.ts';
import type { World } from '../../world.ts';
import type { CheckedPlan } from './check-plan.ts';
import type { ImportCommand } from './options.ts';

/** What was planned, and how many editions were published on the way. */
type Outcome = CheckedPlan & { readonly published: number };

interface About {
  readonly root: string;
  readonly command: Shared & ImportCommand;
}

/** How many notes are printed in full; a summary counts the others. */
const IN_FULL: readonly NoteKind[] = ['error', 'left-out'];
const MOST_LINES = 20;

const KINDS: Readonly<Record<NoteKind, string>> = {
  error: 'not read',
  'left-out': 'left out',
  guess: 'guessed',
  loss: 'cannot be imported',
  people: 'names people',
  picture: 'picture on another site',
};

/** What an import did, or would do: a table, what a person should look at, and what to do next. */
export async function printOutcome(checked: Outcome, about: About, world: World): Promise<void> {
  const { command } = about;
  if (command.json) {
    printJson(dataOf(checked, command.dryRun), world);
    return;
  }
  const { columns } = world.stderr;
  for (const line of problemLines(checked)) world.stderr.write(`${hang(line.label, line.text, columns)}\n`);
  if (!command.quiet) world.stdout.write(`${(await linesOf(checked, about, world)).join('\n')}\n`);
}

interface Problem {
  readonly label: string;
  readonly text: string;
}

function problemLines({ plan, refused }: CheckedPlan): Problem[] {
  const kept = plan.reports.flatMap(({ reference, keptFiles }) =>
    keptFiles.map((path) => ({
      label: 'kept   ',
      text: `${path} was changed by hand; \`--force ${reference}\` overwrites it`,
    })),
  );
  const told = plan.notes
    .filter(({ kind }) => IN_FULL.includes(kind))
    .map((note) => ({ label: note.kind === 'error' ? 'error  ' : 'note   ', text: sentenceOf(note) }));
  const wrong = refused.map(({ report, error }) => ({
    label: 'error  ',
    text: `${report.reference} is not written because it would have an error: ${error.code} ${error.message}`,
  }));
  return [...shortened(kept), ...shortened(told), ...shortened(wrong)];
}

function shortened(lines: readonly Problem[]): Problem[] {
  if (lines.length <= MOST_LINES) return [...lines];
  const rest = lines.length - MOST_LINES;
  return [
    ...lines.slice(0, MOST_LINES),
    { label: 'note   ', text: `and ${rest} more; \`--json\` has them all` },
  ];
}

function sentenceOf({ document, id, kind, text }: ImportNote): string {
  const where = id === undefined || document.startsWith(id) ? document : `${document}, ${id}`;
  // Documents come from elsewhere: whatever their text contains, it is shown on one line.
  return makeVisible(kind === 'left-out' ? `${where} is left out: ${text}` : `${where}: ${text}`);
}

async function linesOf(checked: Outcome, { root, command }: About, world: World): Promise<string[]> {
  const { plan, warnings } = checked;
  const { columns } = world.stdout;
  const paint = painterFor(world, world.stdout, command.colour);
  const changed = plan.reports.filter(({ files }) => files.length > 0);
  if (changed.length === 0 && plan.services.length === 0) return ['nothing new'];
  const paths = [
    command.to,
    ...(checked.published > 0 ? ['published'] : []),
    ...(plan.services.length > 0 ? ['site.yaml'] : []),
  ];
  const steps = command.dryRun
    ? []
    : await stepsToPublish({ root, paths, message: `Import from ${command.kind}` }, world);
  return [
    ...tableOf(plan.reports, checked),
    ...noteLines(checked, columns),
    ...[...warnings]
      .toSorted()
      .map(([code, count]) =>
        hang(
          `${String(count).padStart(6)}  `,
          `${code} ${catalogue[code as keyof typeof catalogue].title}`,
          columns,
        ),
      ),
    '',
    command.dryRun
      ? 'nothing was written; without `--dry-run` this would be'
      : labelled(paint('cyan', 'next'), steps, columns),
  ];
}

function tableOf(reports: readonly PlannedReport[], { plan, published }: Outcome): string[] {
  const of = (fate: PlannedReport['fate']) => reports.filter((report) => report.fate === fate);
  const added = [...of('new'), ...of('updated')];
  const sum = (count: (report: PlannedReport) => number) =>
    added.reduce((all, report) => all + count(report), 0);
  const rows: readonly (readonly [string, number])[] = [
    ['new reports', of('new').length],
    ['updated reports', of('updated').length],
    ['unchanged', of('unchanged').length],
    ['left alone: changed by hand', of('kept').length],
    ['published editions', published],
    ['entries', sum(({ entries }) => entries)],
    ['services', plan.services.length],
    ['aliases', sum(({ aliases }) => aliases)],
    ['pictures', sum(({ pictures }) => pictures.length)],
  ];
  return rows
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${String(count).padStart(6)}  ${name}`);
}

/** How many notes there are of each kind; their texts are in the files and in `--json`. */
function noteLines({ plan }: CheckedPlan, columns: number | undefined): string[] {
  const counted = new Map<string, number>();
  for (const { kind, text } of plan.notes) {
    if (IN_FULL.includes(kind)) continue;
    const what = `${KINDS[kind]}: ${text}`;
    const key = kind === 'guess' || kind === 'loss' ? what.replaceAll(/\d[\dT:Z.-]*/g, '…') : KINDS[kind];
    counted.set(key, (counted.get(key) ?? 0) + 1);
  }
  const lines = [...counted].toSorted(([, a], [, b]) => b - a);
  const shown = lines
    .slice(0, MOST_LINES)
    .map(([what, count]) => hang(`${String(count).padStart(6)}  `, what, columns));
  return lines.length > MOST_LINES
    ? [...shown, `${''.padStart(6)}  and ${lines.length - MOST_LINES} kinds more; --json has them all`]
    : shown;
}

function dataOf({ plan, refused, warnings, published }: Outcome, isDryRun: boolean): unknown {
  return {
    version: 1,
    dryRun: isDryRun,
    reports: plan.reports.map(
      ({ id, document, reference, fate, title, entries, aliases, files, keptFiles }) => ({
        id,
        document,
        reference,
        fate,
        title,
        entries,
        aliases,
        files: files.map(({ path }) => path),
        kept: keptFiles,
      }),
    ),
    refused: refused.map(({ report, error }) => ({
      id: report.id,
      reference: report.reference,
      code: error.code,
      message: error.message,
    })),
    services: plan.services,
    published,
    notes: plan.notes,
    warnings: Object.fromEntries([...warnings].toSorted()),
  };
}
