import { directionOf } from '../../languages/direction.ts';
import type { Messages } from '../../languages/messages.ts';
import type { Harm } from '../../model/harm.ts';
import type { Language } from '../../model/language.ts';
import type { Direction } from '../../model/page.ts';
import type { Reference } from '../../model/reference.ts';
import type { PresentRow } from '../../model/row.ts';
import type { PageSettings } from '../page-settings.ts';
import { canonicalJson, sha256 } from '../../source/content-hash.ts';
import { siteName } from '../site-texts.ts';
import { teaserIn } from '../pages/teaser.ts';

/** The text on the picture shown where an article is shared. */
export interface ShareCard {
  readonly language: Language;
  readonly direction: Direction;
  readonly site: string;
  readonly title: string;
  readonly harm: Harm;
  /** The severity of an incident, or the kind of report. */
  readonly chip: string;
  /** State and date. */
  readonly line: string;
}

/** A card with its article, and the hash of everything it shows and is drawn with. */
export interface NamedCard {
  readonly reference: Reference;
  readonly language: Language;
  readonly card: ShareCard;
  readonly hash: string;
}

/** Hexadecimal digits of a hash in a file name. */
const DIGITS = 16;

/** One card for each text of each report, in the configured languages it exists in. Drafts have none. */
export function shareCards(
  site: Pick<PageSettings, 'name' | 'names' | 'languages' | 'defaultLanguage'>,
  rows: readonly PresentRow[],
  texts: Pick<Messages, 't' | 'formats'>,
  look: string,
): NamedCard[] {
  return rows
    .filter(({ original }) => original.version.number > 0)
    .flatMap((row) => site.languages.flatMap((language) => cardOf(site, row, language, texts, look) ?? []));
}

function cardOf(
  site: Pick<PageSettings, 'name' | 'names' | 'languages' | 'defaultLanguage'>,
  row: PresentRow,
  language: Language,
  texts: Pick<Messages, 't' | 'formats'>,
  look: string,
): NamedCard | undefined {
  if (row.locals[language]?.textLanguage !== language) return undefined;
  const { harm, kind, severity, word, start, title } = teaserIn(row, language);
  const card: ShareCard = {
    language,
    direction: directionOf(language),
    site: drawable(siteName(site, language).value),
    title: drawable(title.value),
    harm,
    chip: texts.t(language, harm === severity ? `severity.${severity}` : `kind.${kind}`),
    line: [texts.t(language, `state.${word}`), texts.formats(language).date(start)].join(
      texts.t(language, 'signs.dot'),
    ),
  };
  const hash = sha256(`${look} ${canonicalJson(card)}`).slice(0, DIGITS);
  return { reference: row.reference, language, card, hash };
}

/** Pictographs, with their variation selectors and joiners; joiners between letters stay. */
const PICTOGRAPHS =
  /(?![©®™])\p{Extended_Pictographic}(?:\p{Emoji_Modifier}|\p{Extended_Pictographic}|\u200D|\uFE0F)*/gu;

/** Without control characters and without pictographs, which text fonts do not have. */
function drawable(text: string): string {
  return text
    .replaceAll(PICTOGRAPHS, ' ')
    .replaceAll(/[\p{Cc}\p{Cs}]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
