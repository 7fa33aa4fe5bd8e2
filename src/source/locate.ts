import type { Code } from '../diagnostics/catalogue.ts';
import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.ts';
import type { Refusal, SourceFile } from '../model/file.ts';
import { canonicalTag, parseLanguage } from '../model/language.ts';
import type { Language } from '../model/language.ts';
import { parseReference } from '../model/reference.ts';
import type { Reference } from '../model/reference.ts';
import type { Site } from '../model/site.ts';

/** A report as files: its texts with their parts in it, and its pictures. */
export interface Located {
  readonly reference: Reference;
  readonly languageFiles: readonly LanguageFile[];
  readonly pictures: readonly SourceFile[];
}

export interface LanguageFile {
  readonly language: Language;
  readonly role: 'original' | 'translation';
  readonly file: SourceFile;
}

type Text = Omit<LanguageFile, 'role'>;

const ROOT = 'incidents/';
const PICTURE = /\.(?:png|jpe?g|gif|webp|avif)$/i;
/** What editors and systems leave behind, and notes to other writers. */
const IGNORED = /(?:^|\/)\.|~$|\.sw[a-p]$|^incidents\/README(?:\.\w+)?$|(?:^|\/)(?:Thumbs\.db|desktop\.ini)$/;

/** Finds the reports among the files of a site and tells original from translations by names alone. */
export function locate(files: readonly SourceFile[], site: Site): Outcome<readonly Located[]> {
  const diagnostics: Diagnostic[] = [];
  const folders = new Map<string, SourceFile[]>();
  for (const file of files) {
    if (`${file.path}/` === ROOT && file.refused) diagnostics.push(refusal(file));
    if (!file.path.startsWith(ROOT) || IGNORED.test(file.path)) continue;
    const name = file.path.slice(ROOT.length).split('/')[0] ?? '';
    if (file.path === ROOT + name) diagnostics.push(file.refused ? refusal(file) : strayFile(file));
    else folders.set(name, [...(folders.get(name) ?? []), file]);
  }
  diagnostics.push(...collisions([...folders.keys()]));
  const located = [...folders].flatMap(([name, inside]) => {
    const reference = parseReference(name);
    if (!reference) {
      diagnostics.push(noReference(name, inside));
      return [];
    }
    const outcome = locateReport(reference, inside, site, files);
    diagnostics.push(...outcome.diagnostics);
    return outcome.value ? [outcome.value] : [];
  });
  return { value: located, diagnostics };
}

function locateReport(
  reference: Reference,
  files: readonly SourceFile[],
  site: Site,
  all: readonly SourceFile[],
): Outcome<Located | undefined> {
  const diagnostics: Diagnostic[] = [];
  const texts: Text[] = [];
  const pictures: SourceFile[] = [];
  for (const file of files) {
    const name = file.path.slice(ROOT.length + reference.length + 1);
    if (file.refused) diagnostics.push(refusal(file));
    else if (name.endsWith('.md') && !name.includes('/')) {
      const tag = name.slice(0, -'.md'.length);
      const outcome = languageOf(tag, file, site, () => isPublished(reference, tag, all));
      if (typeof outcome === 'string') texts.push({ language: outcome, file });
      else diagnostics.push(outcome);
    } else if (PICTURE.test(name)) pictures.push(file);
    else diagnostics.push(/\.svgz?$/i.test(name) ? svg(file) : strayFile(file));
  }
  const original = findOriginal(texts, site.defaultLanguage);
  if (!original) {
    // With other problems here the original may be among them; saying it is missing would mislead.
    if (diagnostics.length === 0) diagnostics.push(noOriginal(reference, texts, site.defaultLanguage));
    return { value: undefined, diagnostics };
  }
  const languageFiles = texts.map((text): LanguageFile => ({
    ...text,
    role: text === original ? 'original' : 'translation',
  }));
  return { value: { reference, languageFiles, pictures }, diagnostics };
}

/** The file of the default language; else the only one; else the one that says so in its front matter. */
function findOriginal(texts: readonly Text[], defaultLanguage: Language): Text | undefined {
  const byDefault = texts.find(({ language }) => language === defaultLanguage);
  if (byDefault || texts.length === 1) return byDefault ?? texts[0];
  const stated = texts.filter(({ file }) => statesOriginal(file));
  return stated.length === 1 ? stated[0] : undefined;
}

/** Looks no further than front matter reaches. */
function statesOriginal({ bytes }: SourceFile): boolean {
  const [, matter = ''] = new TextDecoder().decode(bytes.subarray(0, 65_536)).split(/^---[ \t]*$/m);
  return /^original:[ \t]*["']?true["']?[ \t]*(?:#.*)?$/m.test(matter);
}

/** `published/` is proved elsewhere; here it only says that a text once had readers. */
function isPublished(reference: Reference, tag: string, all: readonly SourceFile[]): boolean {
  return all.some(({ path }) => path.startsWith(`published/${reference}/${tag}/`));
}

function languageOf(
  tag: string,
  file: SourceFile,
  site: Site,
  wasPublished: () => boolean,
): Language | Diagnostic {
  const language = parseLanguage(tag);
  if (language && site.languages.includes(language)) return language;
  if (language) {
    return problem(
      'INC003',
      file.path,
      `\`${tag}\` is not among the languages of this site`,
      `Add it in site.yaml: \`languages: [${[...site.languages, tag].join(', ')}]\`; ${wasPublished() ? 'it is published, and its readers were given its address' : 'or delete the file'}.`,
    );
  }
  const right = canonicalTag(tag);
  return right === undefined
    ? problem(
        'INC002',
        file.path,
        `\`${tag}\` is no language tag`,
        `Name the file by its language: \`${site.defaultLanguage}.md\`.`,
      )
    : problem(
        'INC002',
        file.path,
        `\`${tag}\` is not how this language is written`,
        `Rename the file to \`${right}.md\`; if there is one already, keep one of the two.`,
      );
}

function refusal(file: SourceFile): Diagnostic {
  const refused = file.refused as Refusal;
  switch (refused.kind) {
    case 'too-large':
      return problem(
        'INC004',
        file.path,
        `This file has ${Math.round(refused.size / 1_048_576)} MiB; at most ${refused.limit / 1_048_576} MiB are read`,
        'Move data out of the report.',
      );
    case 'link-outside':
      return problem(
        'INC007',
        file.path,
        'This is a link to something outside the site',
        'Replace it by a copy of the file: only files inside the site are published.',
      );
    case 'unreadable':
      return problem(
        'INC007',
        file.path,
        `This cannot be read: ${refused.reason}`,
        'Correct the rights of the file, or the link.',
      );
    case 'special':
      return problem('INC007', file.path, 'This is no regular file', 'Replace it by a file.');
  }
}

function strayFile(file: SourceFile): Diagnostic {
  return problem(
    'INC008',
    file.path,
    'This is no language file and no picture',
    'A report is `incidents/<reference>/<language>.md`, with its pictures beside it.',
  );
}

function svg(file: SourceFile): Diagnostic {
  return problem(
    'INC022',
    file.path,
    'SVG pictures are not published, since they can carry scripts',
    'Save it as PNG or WebP.',
  );
}

function noReference(name: string, inside: readonly SourceFile[]): Diagnostic {
  const file = inside[0]?.path ?? ROOT + name;
  const right = proposeReference(name);
  return problem(
    'INC001',
    file,
    `The folder name \`${name}\` is no reference`,
    right ? `Rename it to \`${right}\`.` : 'Name it by a date and a few words: `2020-09-15-web-frontend`.',
  );
}

/** The nearest name that is a reference: separators, capitals and accents put right. */
function proposeReference(name: string): Reference | undefined {
  const plain = name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return parseReference(plain.replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-|-$/g, ''));
}

function noOriginal(reference: Reference, texts: readonly Text[], defaultLanguage: Language): Diagnostic {
  const file = texts[0]?.file.path ?? `${ROOT}${reference}/${defaultLanguage}.md`;
  return problem(
    'INC009',
    file,
    `None of the files of \`${reference}\` is its original`,
    `Add \`${defaultLanguage}.md\`, or \`original: true\` to the front matter of the one the others are translated from.`,
  );
}

function collisions(names: readonly string[]): Diagnostic[] {
  const seen = new Map<string, string>();
  return names.flatMap((name) => {
    const other = seen.get(name.toLowerCase());
    seen.set(name.toLowerCase(), name);
    return other === undefined
      ? []
      : [
          problem(
            'INC010',
            ROOT + name,
            `\`${name}\` and \`${other}\` differ in capitals only`,
            'Rename one of them.',
          ),
        ];
  });
}

function problem(code: Code, file: string, message: string, hint: string): Diagnostic {
  return { code, severity: 'error', place: { file, line: 1, column: 1 }, message, hint };
}
