import type { Code } from '../diagnostics/catalogue.ts';
import { diagnose } from '../diagnostics/diagnose.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { placeOf } from '../diagnostics/diagnostic.ts';
import { formatVersion } from '../model/version.ts';
import type { Version } from '../model/version.ts';
import { versionEdit } from './renumber.ts';
import type { LiveText, Mode } from './live-text.ts';
import type { Verdict } from './verdict.ts';

/** What a diagnostic of a verdict says. */
interface Words {
  readonly code: Code;
  readonly message: string | undefined;
  readonly hint: string;
  /** The key of the front matter it is said at. */
  readonly key: 'version' | 'last_update';
}

/** What a writer is told about the number of a text; nothing where it is right. */
export function verdictDiagnostic(
  verdict: Verdict,
  { edition, text }: LiveText,
  mode: Mode,
): Diagnostic | undefined {
  const words = wordsFor(verdict, formatVersion(edition.version));
  if (!words) return undefined;
  const { code, message, hint, key } = words;
  const place = placeOf(edition.file, edition.places[key]);
  const write = 'next' in verdict ? versionEdit(text, edition, verdict.next) : undefined;
  return diagnose(code, place, message, write ? { text: hint, write } : hint, { inBuild: mode === 'build' });
}

function wordsFor(verdict: Verdict, own: string): Words | undefined {
  const write = 'next' in verdict ? writeNumber(verdict.next) : '';
  switch (verdict.kind) {
    case 'draft':
    case 'new':
    case 'unchanged':
    case 'revision':
    case 'version':
    // Said where translations are joined to their originals.
    case 'ahead':
      return undefined;
    case 'not-bumped':
      return ofNumber('INC501', `This text differs from the published version ${own}`, write);
    case 'bumped':
      return ofNumber(
        'INC502',
        `Only the number differs from version ${formatVersion(verdict.next)}`,
        `${write} A new version needs new facts or new words.`,
      );
    case 'lower':
      return ofNumber(
        'INC504',
        `Version ${formatVersion(verdict.last)} is already published`,
        `${write} To go back to an older text, publish it again under the next number.`,
      );
    case 'revised-facts':
      return ofNumber('INC505', undefined, write);
    case 'gap':
      return ofNumber('INC506', `Number ${own} skips versions that were never published`, write);
    case 'last-update-alone':
    case 'last-update-back':
      return ofLastUpdate(verdict, own);
  }
}

function ofNumber(code: Code, message: string | undefined, hint: string): Words {
  return { code, message, hint, key: 'version' };
}

function ofLastUpdate(
  verdict: Extract<Verdict, { readonly kind: `last-update-${string}` }>,
  own: string,
): Words {
  return verdict.kind === 'last-update-alone'
    ? {
        code: 'INC503',
        message: `Only \`last_update\` differs from the published version ${own}`,
        hint: 'Restore it, or publish a new version that says what was updated.',
        key: 'last_update',
      }
    : {
        code: 'INC507',
        message: `\`last_update\` is earlier than in the version before, ${verdict.last}`,
        hint: 'Add the new entry to the timeline, or correct `last_update`.',
        key: 'last_update',
      };
}

/** The exact edit. */
function writeNumber(version: Version): string {
  return `Write \`version: ${formatVersion(version)}\`.`;
}
