import { diagnose } from '../../diagnostics/diagnose.ts';
import { placeOf } from '../../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Refusal, SourceFile } from '../../model/file.ts';
import { canonicalTag } from '../../model/language.ts';
import type { Language } from '../../model/language.ts';
import { parseReference } from '../../model/reference.ts';
import type { Reference } from '../../model/reference.ts';
import type { ReadSettings } from '../request.ts';
import { isLanguage, languageMeant } from '../slips/language-names.ts';

/** A text in a language that site.yaml does not list. A published one must not be deleted. */
export function languageUnknown(
  tag: string,
  file: SourceFile,
  site: ReadSettings,
  wasPublished: boolean,
): Diagnostic {
  return diagnose(
    'INC003',
    placeOf(file.path),
    `\`${tag}\` is not among the languages of this site`,
    `Add it in site.yaml: \`languages: [${[...site.languages, tag].join(', ')}]\`${wasPublished ? '; this text is published, and readers have its address' : ', or delete the file'}.`,
  );
}

/** Files that people keep in any folder, and names that other generators give to pages. */
const NOTES = /^(?:readme|contributing|changelog|notes?|todo|licen[cs]e|template)$/i;

/**
 * A text whose name is not a language tag, or not in its standard form.
 *
 * @param others The names, without `.md`, of the other texts of the report.
 */
export function noLanguage(
  tag: string,
  file: SourceFile,
  site: ReadSettings,
  others: readonly string[],
): Diagnostic {
  const place = placeOf(file.path);
  const right = canonicalTag(tag);
  if (right !== undefined && isLanguage(right))
    return diagnose(
      'INC002',
      place,
      `\`${tag}\` is not the standard tag of this language`,
      `Rename the file to \`${right}.md\`; if there is one already, keep one of the two.`,
    );
  const message = `\`${tag}\` is not a language`;
  const top = file.path.split('/')[0] ?? '';
  const what = top === 'pages' ? 'page' : 'report';
  if (NOTES.test(tag))
    return diagnose(
      'INC002',
      place,
      `${message}: each file here is the ${what} in one language`,
      `Move the file out of ${top}/, for example into another folder; notes about a ${what} can be comments in it.`,
    );
  const meant = languageMeant(tag, site.languages) ?? site.defaultLanguage;
  return diagnose(
    'INC002',
    place,
    message,
    others.includes(meant)
      ? `There is \`${meant}.md\` already: move this file out of ${top}/, or put its text there.`
      : `Name the file by its language: \`${meant}.md\`.`,
  );
}

/** A file that was not read. */
export function refusal(file: SourceFile): Diagnostic {
  const refused = file.refused as Refusal;
  const place = placeOf(file.path);
  const unusable = (message: string, hint: string) => diagnose('INC007', place, message, hint);
  switch (refused.kind) {
    case 'too-large':
      return diagnose(
        'INC004',
        place,
        `This file has ${Math.round(refused.size / 1_048_576)} MiB; at most ${refused.limit / 1_048_576} MiB are read`,
        'Move data out of the report.',
      );
    case 'link-outside':
      return unusable(
        'This is a link to something outside the site',
        'Replace it with a copy of the file: only files inside the site are published.',
      );
    case 'link':
      return unusable('This is a link', 'Replace it with a copy of the file.');
    case 'unreadable':
      return unusable(
        `This cannot be read: ${refused.reason}`,
        'Correct the permissions of the file, or the link.',
      );
    case 'special':
      return unusable('This is not a regular file', 'Replace it with a file.');
    case 'name':
      return unusable(
        'This name has a character that cannot be shown, or is not UTF-8',
        'Rename it with letters, digits and hyphens; `ls -b` shows the name as it is.',
      );
  }
}

/** `incidents/` or `published/` is a file or a link, or cannot be read. */
export function notAFolder({ path, refused }: SourceFile): Diagnostic {
  if (refused?.kind === 'unreadable')
    return diagnose(
      'INC013',
      placeOf(path),
      `The folder \`${path}\` cannot be read: ${refused.reason}`,
      `Let this user read it: \`chmod u+rx ${path}\`.`,
    );
  const moved = refused?.kind === 'link' ? ', or move the folder that it leads to here' : '';
  return diagnose(
    'INC013',
    placeOf(path),
    `\`${path}\` is ${refused?.kind === 'link' ? 'a link' : 'a file'}, not a folder`,
    `Put the folder back: \`rm ${path} && git checkout HEAD -- ${path}\`${moved}.`,
  );
}

/** A file that does not belong there. */
export function strayFile(file: SourceFile): Diagnostic {
  return diagnose(
    'INC008',
    placeOf(file.path),
    'This is neither a language file nor a picture',
    'A report is `incidents/<reference>/<language>.md`, with its pictures next to it. Rename this file or move it away.',
  );
}

/** A picture of a kind that is not published. */
export function svg(file: SourceFile): Diagnostic {
  return diagnose(
    'INC022',
    placeOf(file.path),
    'SVG pictures are not published, because they can carry scripts',
    'Save it as PNG or WebP.',
  );
}

/** A folder whose name is not a reference. */
export function noReference(name: string, inside: readonly SourceFile[]): Diagnostic {
  const file = inside[0]?.path ?? `incidents/${name}`;
  const right = proposeReference(name, inside);
  return diagnose(
    'INC001',
    placeOf(file),
    `The folder name \`${name}\` is not a reference`,
    right
      ? `Rename it to \`${right}\`; if there is such a folder already, to \`${right}-2\`.`
      : 'Name it with a date and a few words, as in 2020-09-15-web-frontend.',
  );
}

/**
 * The nearest valid reference: with separators, capitals and accents corrected, the date in our form, or
 * the date of the first entry put before a name without one.
 */
function proposeReference(name: string, inside: readonly SourceFile[]): Reference | undefined {
  const plain = name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  const words = plain.replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-|-$/g, '');
  const dated = words
    .replace(/^(\d{4})(\d{2})(\d{2})(?=-)/, '$1-$2-$3')
    .replace(/^(\d{4})-(\d{1,2})-(\d{1,2})(?=-)/, (_, year: string, month: string, day: string) =>
      [year, month.padStart(2, '0'), day.padStart(2, '0')].join('-'),
    );
  const first = dateOfFirstEntry(inside);
  return parseReference(dated) ?? (first === undefined ? undefined : parseReference(`${first}-${words}`));
}

/** The earliest date of an entry in the front matter of some texts. */
function dateOfFirstEntry(files: readonly SourceFile[]): string | undefined {
  const dates = files
    .filter(({ path }) => path.endsWith('.md'))
    .flatMap(({ bytes }) => [
      ...new TextDecoder()
        .decode(bytes.subarray(0, 65_536))
        .matchAll(/^[ -]+at: *["']?(\d{4}-\d{2}-\d{2})/gm),
    ]);
  return dates.map(([, date]) => date ?? '').toSorted()[0];
}

/** A report whose texts all seem to be translations. */
export function noOriginal(
  reference: Reference,
  texts: readonly { readonly file: SourceFile }[],
  defaultLanguage: Language,
): Diagnostic {
  const file = texts[0]?.file.path ?? `incidents/${reference}/${defaultLanguage}.md`;
  return diagnose(
    'INC009',
    placeOf(file),
    `None of the files of \`${reference}\` is the original`,
    `Add \`${defaultLanguage}.md\`, or add \`original: true\` to the front matter of the one the others are translated from.`,
  );
}

/** Folders whose names some systems cannot tell apart. */
export function collisions(names: readonly string[]): readonly Diagnostic[] {
  const seen = new Map<string, string>();
  return names.flatMap((name) => {
    const other = seen.get(name.toLowerCase());
    seen.set(name.toLowerCase(), name);
    return other === undefined
      ? []
      : [
          diagnose(
            'INC010',
            placeOf(`incidents/${name}`),
            `\`${name}\` and \`${other}\` differ only in upper and lower case`,
            'Rename one of them.',
          ),
        ];
  });
}
