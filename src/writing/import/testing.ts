import type { Language } from '../../model/language.ts';
import { STATES } from '../../model/edition.ts';
import type { Service } from '../../source/site-schema.ts';
import { planImport } from './plan-import.ts';
import type { ExistingText, ImportPlan } from './plan-import.ts';
import type { ImportOptions, ReadSource, Told } from './told.ts';

/** The default options of the command. */
export const OPTIONS: ImportOptions = {
  timeZone: undefined,
  zones: {},
  severities: {},
  closed: false,
  automatic: false,
  base: undefined,
  languages: ['en' as Language, 'de' as Language],
  stateTitles: Object.fromEntries(
    STATES.map((state) => [state, state.charAt(0).toUpperCase() + state.slice(1).replace('-', ' ')]),
  ),
};

/** What a source says, its documents given as values or as text. */
export function readAll(
  read: ReadSource,
  documents: Readonly<Record<string, unknown>>,
  options: Partial<ImportOptions> = {},
): Told {
  const all = Object.entries(documents).map(([path, value]) => ({
    path,
    text: typeof value === 'string' ? value : JSON.stringify(value),
  }));
  return read(all, { ...OPTIONS, ...options });
}

/** The plan for a site that has these services and texts. */
export function planFor(
  told: Told,
  {
    existing = [],
    services = [],
    force = [],
  }: {
    readonly existing?: readonly ExistingText[];
    readonly services?: readonly Service[];
    readonly force?: readonly string[];
  } = {},
): ImportPlan {
  const { languages } = OPTIONS;
  return planImport(told, {
    from: 'statuspage',
    languages,
    services,
    existing,
    force: new Set(force),
    folder: 'incidents',
  });
}

/** The texts of a plan as a later run finds them. */
export function asExisting(plan: ImportPlan, published?: number): ExistingText[] {
  return plan.reports.flatMap(({ reference, files }) =>
    files.map(({ path, text }) => ({
      reference,
      language: /([^/]+)\.md$/.exec(path)?.[1] ?? '',
      text,
      published,
    })),
  );
}
