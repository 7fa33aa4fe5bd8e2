import { diagnose } from '../../diagnostics/diagnose.ts';
import { placeOf } from '../../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { nearest } from '../../diagnostics/nearest.ts';
import type { PageUrl } from '../../model/page.ts';
import type { Site } from '../../model/site.ts';
import { outputPath } from '../route.ts';

/**
 * Aliases that lead to no report, or lie where the site has a page of its own. `references` are those of
 * all reports there are, `paths` all files of the output that are no redirects.
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
          `There is no report \`${reference}\`, which the alias \`${path}\` leads to`,
          guess ? `Did you mean \`${guess}\`?` : 'Write the name of its folder in `incidents/`.',
        ),
      ];
    }
    if (!paths.has(outputPath(path as PageUrl))) return [];
    return [
      diagnose(
        'INC810',
        placeOf('site.yaml', range),
        `The site has a page at \`${path}\` already`,
        'Delete the alias.',
      ),
    ];
  });
}
