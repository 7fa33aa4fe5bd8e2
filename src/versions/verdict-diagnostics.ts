import type { Code } from '../diagnostics/catalogue.ts';
import { diagnose } from '../diagnostics/diagnose.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { placeOf } from '../diagnostics/diagnostic.ts';
import { formatVersion } from '../model/version.ts';
import type { Version } from '../model/version.ts';
import { versionEdit } from './renumber.ts';
import type { LiveText, Mode } from './live-text.ts';
import type { Verdict } from './verdict.ts';

/** What a writer is told about the number of a text; nothing where it is right. */
export function verdictDiagnostic(
  verdict: Verdict,
  { edition, text }: LiveText,
  mode: Mode,
): Diagnostic | undefined {
  const own = formatVersion(edition.version);
  const say = (code: Code, message: string | undefined, hint: string, key = 'version'): Diagnostic => {
    const write = 'next' in verdict ? versionEdit(text, edition, verdict.next) : undefined;
    const place = placeOf(edition.file, edition.places[key]);
    return diagnose(code, place, message, write ? { text: hint, write } : hint, {
      inBuild: mode === 'build',
    });
  };
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
      return say('INC501', `This text differs from the published version ${own}`, write(verdict.next));
    case 'bumped':
      return say(
        'INC502',
        `Only the number differs from version ${formatVersion(verdict.next)}`,
        `${write(verdict.next)} A new version needs new facts or new words.`,
      );
    case 'last-update-alone':
      return say(
        'INC503',
        `Only \`last_update\` differs from the published version ${own}`,
        'Restore it, or publish a new version that says what was updated.',
        'last_update',
      );
    case 'last-update-back':
      return say(
        'INC507',
        `\`last_update\` is earlier than in the version before, ${verdict.last}`,
        'Add the new entry to the timeline, or correct `last_update`.',
        'last_update',
      );
    case 'lower':
      return say(
        'INC504',
        `Version ${formatVersion(verdict.last)} is already published`,
        `${write(verdict.next)} To go back to an older text, publish it again under the next number.`,
      );
    case 'revised-facts':
      return say('INC505', undefined, write(verdict.next));
    case 'gap':
      return say('INC506', `Number ${own} skips versions that were never published`, write(verdict.next));
  }
}

/** The exact edit. */
function write(version: Version): string {
  return `Write \`version: ${formatVersion(version)}\`.`;
}
