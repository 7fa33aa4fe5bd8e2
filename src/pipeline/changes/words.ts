import type { Formats } from '../../languages/format.ts';
import type { Edition, Original, ServiceImpact } from '../../model/edition.ts';
import type { Language } from '../../model/language.ts';
import { serviceName } from '../../site/pages/article-view.ts';
import type { Service } from '../../source/site-schema.ts';
import type { DiffLabels } from '../../versions/diff/prose.ts';

/** One side of a difference: an edition, and the original whose facts it has (itself if it is one). */
export interface Side {
  readonly edition: Edition;
  readonly told: Original;
}

/** What is needed to put a fact into words in a language. */
export interface Words {
  readonly t: (key: string, args?: Readonly<Record<string, string>>) => string;
  readonly labels: DiffLabels;
  readonly language: Language;
  readonly services: readonly Service[];
  readonly formats: Formats;
}

/** A service, with its state if that is given. */
export function serviceInWords({ id, state }: ServiceImpact, { t, language, services }: Words): string {
  const name = serviceName(id, services, language);
  return state ? `${name}${t('signs.colon')}${t(`service.${state}`)}` : name;
}

/** Text as HTML. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
