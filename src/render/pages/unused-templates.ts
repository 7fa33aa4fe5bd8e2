import { diagnose } from '../../diagnostics/diagnose.ts';
import { placeOf } from '../../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { nearest } from '../../diagnostics/nearest.ts';
import type { SourceFile } from '../../model/file.ts';
import { templateName } from './template-name.ts';

/**
 * Templates of a site that neither replace one of the theme nor are included by another: probably misspelt.
 */
export function unusedTemplates(theme: readonly SourceFile[], site: readonly SourceFile[]): Diagnostic[] {
  const shipped = theme.flatMap(({ path }) => templateName(path) ?? []);
  const own = site.flatMap((file) => {
    const name = templateName(file.path);
    return name === undefined ? [] : [{ name, file }];
  });
  const strange = own.filter(({ name }) => !shipped.includes(name));
  if (strange.length === 0) return [];
  const texts = own.map(({ file }) => new TextDecoder().decode(file.bytes));
  return strange.flatMap(({ name, file }) => {
    const isIncluded = texts.some((text) => text.includes(`"${name}"`) || text.includes(`'${name}'`));
    if (isIncluded) return [];
    const guess = nearest(name, shipped);
    return [
      diagnose(
        'INC729',
        placeOf(file.path),
        `No page uses \`${name}\`: the theme has no template of this name, and no other includes it`,
        guess
          ? `Rename it to \`templates/${guess}.eta\` if it is meant to replace that one.`
          : 'Give it the name of the template it is to replace, include it in another one, or delete it.',
      ),
    ];
  });
}
