import { slugOf } from '../slug.ts';

/** What is wrong with a name, worded to follow it, and the corrected name if there is only one. */
export interface Misfit {
  readonly wrong: string;
  readonly mended: string | undefined;
}

const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const ADDRESS = /^\/(?:[\p{L}\p{N}._~-]+\/)*[\p{L}\p{N}._~-]+(?:\/|\.html)?$/u;

/** Patterns for what can be wrong, each with its description; the first match is reported. */
type Reasons = readonly (readonly [pattern: RegExp, wrong: string])[];

const WRONG_IN_ID: Reasons = [
  [/^$/, 'it is empty'],
  [/\s/, 'it has a space'],
  [/_/, 'it has an underscore'],
  [/\p{Lu}/u, 'it has a capital letter'],
  [/^-/, 'it starts with a hyphen'],
  [/-$/, 'it ends with a hyphen'],
  [/--/, 'it has two hyphens in a row'],
];

const WRONG_IN_ADDRESS: Reasons = [
  [/^\/*$/, 'it names no page'],
  [/^[a-z][a-z0-9+.-]*:\/\//i, 'it is a whole address, not a path'],
  [/[?#]/, 'it has a part after a question mark or hash sign'],
  [/\s/, 'it has a space'],
  [/\\/, 'it has a backslash'],
  [/^[^/]/, 'it does not start with a slash'],
  [/\/\//, 'it has two slashes in a row'],
  [/(?:^|\/)\.{1,2}(?:\/|$)/, 'it has `.` or `..` in place of a folder'],
  [/%/, 'it has a percent sign: write letters without escapes'],
];

/** Why a text cannot be the id of a service; undefined if it can. */
export function misfitOfId(text: string): Misfit | undefined {
  if (ID.test(text)) return undefined;
  const mended = slugOf(text, 'en');
  return {
    wrong: reason(text, WRONG_IN_ID, /[^a-z0-9-]/u),
    mended: ID.test(mended) ? mended : undefined,
  };
}

/** Why a text cannot be an old address of a report below the site; undefined if it can. */
export function misfitOfAddress(text: string): Misfit | undefined {
  if (isAddress(text)) return undefined;
  const mended = `/${pathOf(text)}`.replaceAll('\\', '/').replaceAll(/\/{2,}/g, '/');
  const whole = mended.endsWith('.html') || mended.endsWith('/') ? mended : `${mended}/`;
  return {
    wrong: reason(text, WRONG_IN_ADDRESS, /[^\p{L}\p{N}._~/-]/u),
    mended: isAddress(whole) ? whole : undefined,
  };
}

function isAddress(text: string): boolean {
  return ADDRESS.test(text) && !/(?:^|\/)\.{1,2}(?:\/|$)/.test(text);
}

/** The path of a whole address, without what follows `?` or `#`. */
function pathOf(text: string): string {
  return text
    .trim()
    .replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '')
    .replace(/[?#].*$/su, '');
}

/** `forbidden` finds a character that none of the reasons is about. */
function reason(text: string, reasons: Reasons, forbidden: RegExp): string {
  const known = reasons.find(([pattern]) => pattern.test(text));
  const [character] = forbidden.exec(text) ?? [];
  return known?.[1] ?? (character === undefined ? 'it has another form' : `it has \`${character}\` in it`);
}
