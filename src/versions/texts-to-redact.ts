import type { TextHistory } from '../model/history.ts';
import type { Language } from '../model/language.ts';
import { compareVersions, formatVersion } from '../model/version.ts';
import type { Version } from '../model/version.ts';
import { publishedEditions, readLedger } from './ledger.ts';
import type { CannotRedact } from './redact.ts';

/**
 * The texts of a report that redacting a version applies to: all those published under it, or only the one in
 * `language`. If there is none, says what is published, and never picks another one.
 */
export function textsToRedact(
  reference: string,
  histories: readonly TextHistory[],
  version: Version,
  language: Language | undefined,
): readonly TextHistory[] | CannotRedact {
  const own = histories.filter((text) => text.reference === reference);
  const asked = own.filter((text) => language === undefined || text.language === language);
  const found = asked.filter((text) => versionsOf(text).some((each) => compareVersions(each, version) === 0));
  if (found.length > 0) return found;
  const published = own.filter((text) => versionsOf(text).length > 0);
  const where = language === undefined ? '' : ` in ${language}`;
  return {
    message: `Version ${formatVersion(version)} of ${reference} is not published${where}`,
    hint:
      published.length === 0
        ? 'Nothing of this report is published yet.'
        : `Published are ${published.map(inWords).join('; ')}.`,
  };
}

function versionsOf({ ledger }: TextHistory): Version[] {
  return publishedEditions(readLedger(ledger)).map(({ version }) => version);
}

function inWords(text: TextHistory): string {
  return `${versionsOf(text).map(formatVersion).join(', ')} in ${text.language}`;
}
