import { directionOf } from '../../languages/direction.ts';
import type { Messages } from '../../languages/messages.ts';
import type { Harm } from '../../model/harm.ts';
import type { Language } from '../../model/language.ts';
import type { Direction, PageUrl, Teaser } from '../../model/page.ts';
import type { PresentRow } from '../../model/row.ts';
import type { PageSettings } from '../page-settings.ts';
import { teaserIn } from '../pages/teaser.ts';
import { articleUrl } from '../route.ts';
import { siteName } from '../site-texts.ts';

/** Pixels of the pictures that sites show next to a shared address. */
export const SHARE_WIDTH = 1200;
export const SHARE_HEIGHT = 630;

/** The text on the picture shown where a page is shared. */
export interface ShareCard {
  readonly language: Language;
  readonly direction: Direction;
  readonly site: string;
  readonly title: string;
  /** Decides colour and shape: how bad it is, or `calm` if all is well. */
  readonly mark: Harm | 'calm';
  /** The same in words: the severity of an incident, the kind of report, or the state of a service. */
  readonly chip: string | undefined;
  /** The names of the affected services in one line; empty if there are none. */
  readonly services: string;
  /** State and date of a report; on other cards, the gravest open report. */
  readonly line: string;
}

/** A card with the page it is of. */
export interface CardOfPage {
  readonly page: PageUrl;
  readonly card: ShareCard;
}

/** The interface texts of cards. */
export type CardTexts = Pick<Messages, 't' | 'formats'>;

/** One card for each text of each report, in the configured languages it exists in. Drafts have none. */
export function articleCards(
  site: Pick<PageSettings, 'name' | 'names' | 'languages' | 'defaultLanguage'>,
  rows: readonly PresentRow[],
  texts: CardTexts,
): CardOfPage[] {
  return rows
    .filter(({ original }) => original.version.number > 0)
    .flatMap((row) => site.languages.flatMap((language) => cardOf(site, row, language, texts) ?? []));
}

function cardOf(
  site: Pick<PageSettings, 'name' | 'names' | 'languages' | 'defaultLanguage'>,
  row: PresentRow,
  language: Language,
  texts: CardTexts,
): CardOfPage | undefined {
  if (row.locals[language]?.textLanguage !== language) return undefined;
  const teaser = teaserIn(row, language);
  const card = drawable({
    ...cardFrame(site, language),
    title: teaser.title.value,
    mark: teaser.harm,
    chip: chipOf(teaser, language, texts),
    services: listed(
      teaser.services.map(({ name }) => name),
      language,
      texts,
    ),
    line: listed(
      [texts.t(language, `state.${teaser.word}`), texts.formats(language).date(teaser.start)],
      language,
      texts,
    ),
  });
  return { page: articleUrl(language, row.reference), card };
}

/** What all cards of a site in a language have. */
export function cardFrame(
  site: Pick<PageSettings, 'name' | 'names' | 'defaultLanguage'>,
  language: Language,
): Pick<ShareCard, 'language' | 'direction' | 'site'> {
  return { language, direction: directionOf(language), site: siteName(site, language).value };
}

/** The severity of a report, or its kind, in words. */
export function chipOf(
  { kind, severity, harm }: Pick<Teaser, 'kind' | 'severity' | 'harm'>,
  language: Language,
  { t }: Pick<CardTexts, 't'>,
): string {
  return t(language, harm === severity ? `severity.${severity}` : `kind.${kind}`);
}

/** Several texts on one line, each once. */
export function listed(parts: readonly string[], language: Language, { t }: Pick<CardTexts, 't'>): string {
  return [...new Set(parts)].join(t(language, 'signs.dot'));
}

/** Pictographs, with their variation selectors and joiners; joiners between letters stay. */
const PICTOGRAPHS =
  /(?![©®™])\p{Extended_Pictographic}(?:\p{Emoji_Modifier}|\p{Extended_Pictographic}|\u200D|\uFE0F)*/gu;

/** The card without control characters and without pictographs, which text fonts do not have. */
export function drawable(card: ShareCard): ShareCard {
  return {
    ...card,
    site: plain(card.site),
    title: plain(card.title),
    services: plain(card.services),
    line: plain(card.line),
  };
}

function plain(text: string): string {
  return text
    .replaceAll(PICTOGRAPHS, ' ')
    .replaceAll(/[\p{Cc}\p{Cs}]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
