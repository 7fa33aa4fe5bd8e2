import { readTheme } from '../../host/files/site-files.ts';
import { bestLanguage } from '../../languages/fallback.ts';
import { canonicalTag, parseLanguage } from '../../model/language.ts';
import type { Language } from '../../model/language.ts';
import { siteSchema } from '../../source/site-schema.ts';
import { slugOf } from '../../source/slug.ts';
import type { NamedService } from './answers.ts';

/** A parsed answer, or what is wrong with it and what to write instead. */
export type Read<Value> = { readonly value: Value } | { readonly wrong: string; readonly hint: string };

/** An address; without a scheme, `https` is assumed. */
export function readUrl(text: string): Read<string> {
  const typed = text.trim();
  const url = /^[a-z][a-z0-9+.-]*:/i.test(typed) && !/^[\w.-]+:\d/.test(typed) ? typed : `https://${typed}`;
  const result = siteSchema.shape.url.safeParse(url);
  if (result.success && /^\S+$/.test(typed)) return { value: url };
  return {
    wrong:
      typed === ''
        ? 'An address is needed'
        : (result.error?.issues[0]?.message ?? `There is a space in \`${typed}\``),
    hint: 'Write it like `https://status.example.com/`.',
  };
}

/**
 * Services, each a name or `id=name`. If a name has no letters an id can use, such as a Japanese one, the id
 * is a number. Ids made here never clash; naming the same service twice is a mistake.
 */
export function readServices(texts: readonly string[]): Read<NamedService[]> {
  const services: NamedService[] = [];
  for (const [index, text] of texts.entries()) {
    const [, own, rest] = /^([a-z0-9-]+)=(.*)$/.exec(text) ?? [];
    const name = (rest ?? text).trim();
    const id = own ?? (slugOf(name, 'en') || (/\p{L}/u.test(name) ? `service-${index + 1}` : ''));
    if (!siteSchema.shape.services.safeParse([{ id, name }]).success)
      return {
        wrong: `\`${text}\` cannot be used as a service`,
        hint: 'Write an id and a name of at most 60 characters: `api=Programming interface`.',
      };
    if (services.some((each) => each.name === name))
      return { wrong: `\`${name}\` is named twice`, hint: 'Name each service once.' };
    if (services.some((each) => each.id === id))
      return { wrong: `Two services have the id \`${id}\``, hint: 'Write one of them as `id=name`.' };
    services.push({ id, name });
  }
  return { value: services };
}

/** The id of a service, which becomes part of addresses and never changes. */
export function readId(text: string, others: readonly NamedService[]): Read<string> {
  const id = text.trim();
  if (!siteSchema.shape.services.safeParse([{ id, name: id }]).success)
    return { wrong: `\`${id}\` cannot be part of an address`, hint: 'Use a–z, 0–9 and hyphens: `payments`.' };
  const other = others.find((each) => each.id === id);
  if (other) return { wrong: `\`${id}\` is the short name of ${other.name}`, hint: 'Write another one.' };
  return { value: id };
}

/** Tags whose interface texts come with the program: any other would need a file first. */
export function readLanguages(text: string): Read<string[]> {
  const shipped = shippedLanguages() as Language[];
  const tags = [...new Set(text.split(/[\s,]+/).filter((tag) => tag !== ''))];
  if (tags.length === 0) return { wrong: 'No language is named', hint: 'Write tags such as `en,fr`.' };
  for (const tag of tags) {
    const language = parseLanguage(tag);
    const right = canonicalTag(tag);
    if (!language)
      return {
        wrong: `\`${tag}\` is not a language tag`,
        hint: right ? `Write \`${right}\`.` : 'Write `en` or `pt-BR`.',
      };
    if (!bestLanguage(language, shipped))
      return {
        wrong: `There are no interface texts in \`${tag}\` yet`,
        hint: `There are ${shipped.join(', ')}; others can be added in \`templates/messages/\` once there is a site.`,
      };
  }
  return { value: tags };
}

/** The languages whose interface texts come with the program. */
export function shippedLanguages(): string[] {
  return readTheme().flatMap(({ path }) => /^templates\/messages\/(.+)\.yaml$/.exec(path)?.[1] ?? []);
}

/** The name of a language in that language, with its tag: `français (fr)`. */
export function languageLabel(tag: string): string {
  const name = new Intl.DisplayNames([tag], { type: 'language' }).of(tag);
  return name === undefined || name === tag ? tag : `${name} (${tag})`;
}
