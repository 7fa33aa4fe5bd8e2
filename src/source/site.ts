import type { z } from 'zod';
import { unresolvedConflicts } from '../diagnostics/conflict.ts';
import { diagnose } from '../diagnostics/diagnose.ts';
import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.ts';
import { placeOf } from '../diagnostics/diagnostic.ts';
import type { SourceFile } from '../model/file.ts';
import type { Range } from '../model/range.ts';
import { escapedControls } from './characters/escaped-controls.ts';
import { decode } from './decode.ts';
import { parseMatter } from './matter.ts';
import type { Matter } from './matter.ts';
import { broadSources } from './site-yaml/content-sources.ts';
import { translationProblems } from './site-yaml/translation-problems.ts';
import { DEFAULT_LIMITS, siteKeysAt, siteOf, siteSchema } from './site-schema.ts';
import type { Site } from './site-schema.ts';
import { namedHashes } from './slips/cut-by-hash.ts';
import { validate } from './validate.ts';
import { asWritten } from './yaml/as-written.ts';

const FILE = 'site.yaml';

/** Reads site.yaml. If it is missing or has mistakes, the value is undefined and the diagnostics say why. */
export function parseSite(file: SourceFile | undefined): Outcome<Site | undefined> {
  if (!file || file.refused) return { value: undefined, diagnostics: [unreadable(file)] };
  const text = decode(FILE, file.bytes, DEFAULT_LIMITS.fileBytes);
  if (text.value === undefined) return { value: undefined, diagnostics: text.diagnostics };
  const conflicts = unresolvedConflicts(FILE, text.value);
  if (conflicts.length > 0) return { value: undefined, diagnostics: conflicts };
  const { value, diagnostics } = parseSettings(text.value);
  return { value, diagnostics: namedHashes(diagnostics, text.value) };
}

function parseSettings(text: string): Outcome<Site | undefined> {
  const matter = parseMatter(FILE, text, 1);
  const written = matter.value ?? matter.meant;
  if (!written) return { value: undefined, diagnostics: matter.diagnostics };
  const controls = escapedControls(FILE, text, written);
  if (controls.length > 0) return { value: undefined, diagnostics: [...matter.diagnostics, ...controls] };
  const values = validate(siteSchema, written, FILE, siteKeysAt);
  if (!matter.value) {
    const placed = asWritten(values.diagnostics, FILE, matter.find);
    return { value: undefined, diagnostics: [...matter.diagnostics, ...placed] };
  }
  if (!values.value) return { value: undefined, diagnostics: values.diagnostics };
  const repeated = repetitions(values.value, written);
  return repeated.length > 0
    ? { value: undefined, diagnostics: repeated }
    : {
        value: siteOf(values.value, {
          placeOfAlias: (index) => placeOfAlias(written, index),
          originOf: written.origin,
        }),
        diagnostics: [
          ...costs(values.value, written),
          ...translationProblems(FILE, values.value.languages, written),
        ],
      };
}

/** Warnings about settings in site.yaml that are allowed but risky. */
function costs({ csp }: Values, matter: Matter): Diagnostic[] {
  return broadSources(csp).map(({ path, message }) =>
    diagnose('INC832', placeOf(FILE, matter.place(path)), message),
  );
}

type Values = z.output<typeof siteSchema>;

/** Aliases keep their order; the parsed form of one may differ from its text in the file. */
function placeOfAlias({ value, place }: Matter, index: number): Range {
  const written = Object.keys((value['aliases'] ?? {}) as object)[index] ?? '';
  return place(`aliases.${written}`);
}

/** Ids and languages that are in the file more than once. */
function repetitions({ languages, services }: Values, matter: Matter): Diagnostic[] {
  const named = [
    ...languages.map((language, index) => ({
      list: 'languages',
      name: language as string,
      path: `languages.${index}`,
    })),
    ...services.map(({ id }, index) => ({ list: 'services', name: id, path: `services.${index}.id` })),
    // An old id may belong to one service only, and must not be the present id of another.
    ...services.flatMap(({ was }, index) =>
      was.map((name, at) => ({ list: 'services', name, path: `services.${index}.was.${at}` })),
    ),
  ];
  return named
    .filter(
      ({ list, name }, index) => named.findIndex((each) => each.list === list && each.name === name) < index,
    )
    .map(({ list, name, path }) =>
      diagnose('INC804', placeOf(FILE, matter.place(path)), `\`${name}\` is listed twice in \`${list}\``),
    );
}

function unreadable(file: SourceFile | undefined): Diagnostic {
  return diagnose(
    'INC801',
    placeOf(FILE),
    file ? 'site.yaml cannot be read' : 'There is no site.yaml',
    file ? 'Correct its permissions, or replace the link with a file.' : 'Create it with `name` and `url`.',
  );
}
