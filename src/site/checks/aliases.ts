import { diagnose } from '../../diagnostics/diagnose.ts';
import { placeOf } from '../../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { nearest } from '../../diagnostics/nearest.ts';
import type { Alias, Site } from '../../source/site-schema.ts';
import { aliasUrl, outputPath } from '../route.ts';

/**
 * Aliases that lead to no report, have the address of a page of the site, or lead to two reports.
 * `references` are those of all reports, `paths` all output files except redirects.
 */
export function checkAliases(
  { aliases }: Pick<Site, 'aliases'>,
  references: ReadonlySet<string>,
  paths: Pick<ReadonlySet<string>, 'has'>,
): Diagnostic[] {
  return aliases.flatMap((alias, index): Diagnostic[] => {
    const { path, reference } = alias;
    const first = aliases.findIndex((each) => each.path === path);
    const other = first < index && aliases[first]?.reference !== reference ? aliases[first] : undefined;
    const guess = nearest(reference, references);
    if (!references.has(reference)) {
      const hint = guess ? `Did you mean \`${guess}\`?` : 'Write the name of its folder in incidents/.';
      return [wrong(alias, `The alias \`${path}\` leads to \`${reference}\`, which is not a report`, hint)];
    }
    if (other) {
      return [
        wrong(
          alias,
          `\`${path}\` is already an old address of \`${other.reference}\``,
          'Delete one of the two.',
        ),
      ];
    }
    if (!paths.has(outputPath(aliasUrl({ path })))) return [];
    return [wrong(alias, `The site already has a page at \`${path}\``, 'Delete the alias.')];
  });
}

function wrong({ file, range }: Alias, message: string, hint: string): Diagnostic {
  return diagnose('INC810', placeOf(file, range), message, hint);
}
