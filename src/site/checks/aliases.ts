import { diagnose } from '../../diagnostics/diagnose.ts';
import { placeOf } from '../../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { nearest } from '../../diagnostics/nearest.ts';
import type { Site } from '../../source/site-schema.ts';
import { aliasUrl, outputPath } from '../route.ts';

/**
 * Aliases that lead to no report, or have the address of a page of the site. `references` are those of all
 * reports, `paths` all files of the output that are not redirects.
 */
export function checkAliases(
  { aliases }: Pick<Site, 'aliases'>,
  references: ReadonlySet<string>,
  paths: ReadonlySet<string>,
): Diagnostic[] {
  return aliases.flatMap(({ path, reference, range }): Diagnostic[] => {
    const guess = nearest(reference, references);
    if (!references.has(reference)) {
      return [
        diagnose(
          'INC810',
          placeOf('site.yaml', range),
          `The alias \`${path}\` leads to \`${reference}\`, which is not a report`,
          guess ? `Did you mean \`${guess}\`?` : 'Write the name of its folder in `incidents/`.',
        ),
      ];
    }
    if (!paths.has(outputPath(aliasUrl({ path })))) return [];
    return [
      diagnose(
        'INC810',
        placeOf('site.yaml', range),
        `The site already has a page at \`${path}\``,
        'Delete the alias.',
      ),
    ];
  });
}
