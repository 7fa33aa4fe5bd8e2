import type { CodeText } from './code-text.ts';
import { fileCodes } from './codes/files.ts';
import { frontMatterCodes } from './codes/front-matter.ts';
import { timelineCodes } from './codes/timeline.ts';
import { markdownCodes } from './codes/markdown.ts';
import { translationCodes } from './codes/translations.ts';
import { templateCodes } from './codes/templates.ts';
import { siteCodes } from './codes/site.ts';
import { versionCodes } from './codes/versions.ts';

/** Every code there is, with its text. A code is never reused for something else. */
export const catalogue = withoutWording({
  ...fileCodes,
  ...frontMatterCodes,
  ...timelineCodes,
  ...markdownCodes,
  ...translationCodes,
  ...versionCodes,
  ...templateCodes,
  ...siteCodes,
});

export type Code = keyof typeof catalogue;

/** True if the text is a code of the catalogue. */
export function isCode(text: string): text is Code {
  return Object.hasOwn(catalogue, text);
}

/**
 * Only the codes are part of the type: with all texts in it, it would be most of the types in the package.
 */
function withoutWording<Key extends string>(texts: Readonly<Record<Key, CodeText>>) {
  return texts;
}
