import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { pictureBytes } from '../../../host/files/import/documents.ts';
import type { ReadDocument } from '../../../host/files/import/documents.ts';
import { startParsers } from '../../../host/parsers.ts';
import { Refused } from '../../../host/refused.ts';
import type { SourceFile } from '../../../model/file.ts';
import { proseLabels } from '../../../pipeline/labels.ts';
import { readReports } from '../../../pipeline/parse/read-reports.ts';
import { parseSite } from '../../../source/site.ts';
import { readPublished } from '../../../versions/published.ts';
import type { ImportPlan, PlannedReport } from '../../../writing/import/plan-import.ts';
import { withServices } from '../../../writing/import/site-services.ts';
import type { Reports } from '../../../host/site-reports.ts';

/** A plan whose reports all pass `check`, and the problems of the others. */
export interface CheckedPlan {
  readonly plan: ImportPlan;
  /** site.yaml before and after the import. */
  readonly yamlBefore: string;
  readonly yaml: string;
  /** Faulty reports, which are not written, each with its first error. */
  readonly refused: readonly { readonly report: PlannedReport; readonly error: Diagnostic }[];
  /** How many warnings of each code the other reports have; only a person can settle those. */
  readonly warnings: ReadonlyMap<string, number>;
}

/** Several rounds as one: a report in more than one has the last text and the first outcome. */
export function together(rounds: readonly CheckedPlan[]): CheckedPlan {
  const last = rounds.at(-1) as CheckedPlan;
  const byId = new Map<string, PlannedReport>();
  for (const report of rounds.flatMap(({ plan }) => plan.reports)) {
    const before = byId.get(report.id);
    const files = [...(before?.files ?? []), ...report.files];
    const fate = before === undefined || before.fate === 'unchanged' ? report.fate : before.fate;
    byId.set(report.id, { ...report, fate, files });
  }
  const services = rounds.flatMap(({ plan }) => plan.services);
  const refused = rounds.flatMap((round) => round.refused);
  return { ...last, refused, plan: { ...last.plan, reports: [...byId.values()], services } };
}

/** Reads and checks what an import would write, before it is written. */
export async function checkPlan(
  plan: ImportPlan,
  documents: readonly Partial<ReadDocument>[],
  { files, messages }: Reports,
  folder: string,
): Promise<CheckedPlan> {
  const { yamlBefore, yaml } = siteWithServices(plan, files);
  const { value: site } = parseSite(asFile('site.yaml', yaml));
  if (!site)
    throw new Refused(
      'failed',
      'The services of the source do not fit into site.yaml',
      'Add them to it by hand, then run the same command again.',
    );
  const pool = startParsers();
  try {
    const written = plan.reports.flatMap((report) => filesOf(report, documents, folder));
    const reading = { site, labels: proseLabels(site, messages), reread: false };
    const nothing = readPublished([]).value;
    const { diagnostics } = await readReports(written.toSorted(byPath), nothing, reading, pool.parse);
    return { ...withoutErrors(plan, diagnostics), yamlBefore, yaml };
  } finally {
    await pool.close();
  }
}

function siteWithServices(
  { services }: ImportPlan,
  files: readonly SourceFile[],
): Pick<CheckedPlan, 'yamlBefore' | 'yaml'> {
  const bytes = files.find(({ path }) => path === 'site.yaml')?.bytes;
  const yamlBefore = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const yaml = withServices(yamlBefore, services);
  if (yaml !== undefined) return { yamlBefore, yaml };
  const names = services.map(({ id }) => id).join(', ');
  throw new Refused(
    'failed',
    'Nothing can be added to `services` of site.yaml',
    `Make it a list, or add these by hand: ${names}.`,
  );
}

/** The files of a report as they will be read: below `incidents/`, wherever they are written. */
function filesOf(
  { reference, files, pictures }: PlannedReport,
  documents: readonly Partial<ReadDocument>[],
  folder: string,
): SourceFile[] {
  const texts = files.map(({ path, text }) => asFile(`incidents${path.slice(folder.length)}`, text));
  const shown = pictures.flatMap(({ from, to }): SourceFile[] => {
    const full = documents.find(({ path }) => path === from)?.full;
    const bytes = full === undefined ? undefined : pictureBytes(full);
    return bytes === undefined ? [] : [{ path: `incidents/${reference}/${to}`, bytes }];
  });
  return [...texts, ...shown];
}

function withoutErrors(
  plan: ImportPlan,
  diagnostics: readonly Diagnostic[],
): Pick<CheckedPlan, 'plan' | 'refused' | 'warnings'> {
  const errors = new Map<string, Diagnostic>();
  for (const each of diagnostics) {
    const reference = each.place.file.split('/')[1] ?? '';
    if (each.severity === 'error' && !errors.has(reference)) errors.set(reference, each);
  }
  const refused = plan.reports.flatMap((report) => {
    const error = report.files.length > 0 ? errors.get(report.reference) : undefined;
    return error === undefined ? [] : [{ report, error }];
  });
  const warnings = new Map<string, number>();
  for (const { code, severity, place } of diagnostics)
    if (severity === 'warning' && !errors.has(place.file.split('/')[1] ?? ''))
      warnings.set(code, (warnings.get(code) ?? 0) + 1);
  const kept = plan.reports.filter((report) => !refused.some((each) => each.report === report));
  return { plan: { ...plan, reports: kept }, refused, warnings };
}

function asFile(path: string, text: string): SourceFile {
  return { path, bytes: new TextEncoder().encode(text) };
}

function byPath(a: SourceFile, b: SourceFile): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}
