import { diagnose } from '../../diagnostics/diagnose.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { placeOf } from '../../diagnostics/diagnostic.ts';
import type { SitePath } from '../../model/file.ts';
import type { Matter } from '../matter.ts';

/** A required key that is missing; the hint shows how it is written. */
export function missingKey(path: readonly PropertyKey[], matter: Matter, file: SitePath): Diagnostic {
  const key = String(path.at(-1));
  const parent = path.slice(0, -1).map(String).join('.');
  return diagnose(
    'INC111',
    placeOf(file, parent === '' ? undefined : matter.place(parent)),
    `\`${key}\` is missing${parent === '' ? '' : ' here'}`,
    EXAMPLES[key] ?? `Add a line \`${key}: …\`.`,
  );
}

const EXAMPLES: Readonly<Record<string, string>> = {
  title: 'Add a line `title: "Web frontend issue"`.',
  version: 'Add a line `version: 001`; `000` makes it a draft.',
  timeline: 'Add `timeline:` with at least one entry, each with `at` and `title`.',
  at: 'Add a line `at: 2020-09-15T11:45:00Z`.',
  name: 'Add a line `name: Incident reports`.',
  url: 'Add a line `url: https://status.example.com/`.',
};
