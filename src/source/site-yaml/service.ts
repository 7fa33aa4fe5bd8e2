import { z } from 'zod';
import { inLanguage } from '../../languages/in-language.ts';
import type { Language } from '../../model/language.ts';
import { SERVICE_STATES } from '../../model/edition.ts';
import { plainLine } from '../characters/plain-line.ts';
import { date } from '../date.ts';
import { id } from '../site-values.ts';
import { translations } from './translations.ts';

/** The keys of a service of site.yaml. */
export const serviceKeys = z.strictObject({
  id: id.describe('What reports name the service by; it stays'),
  name: plainLine.max(60).describe('What readers call it'),
  names: translations(plainLine.max(60), 'The name in other languages, by tag'),
  description: plainLine.max(200).optional().describe('One sentence on what it does'),
  descriptions: translations(plainLine.max(200), 'The description in other languages, by tag'),
  group: plainLine.max(60).optional().describe('Services of one group are shown together'),
  state: z.enum(SERVICE_STATES).optional().describe('Its state while no open report says anything'),
  was: z.array(id).optional().describe('Ids it had before, which published reports still name'),
  retired: date('The day from which it is only part of old reports').optional(),
});

export const service = serviceKeys.transform(
  ({ description, group, state, was = [], retired, ...named }) => ({
    ...named,
    description,
    group,
    state,
    was,
    retired,
  }),
);

type Named = { readonly name: string; readonly names: Readonly<Record<string, string>> };

/** A service with its name in every language of a site that has one of its own for it, fallback included. */
export function withNames<S extends Named>(
  service: S,
  languages: readonly Language[],
  original: Language,
): S {
  const found = languages.flatMap((language) => {
    const { value, language: own } = inLanguage(language, service.names, service.name, original);
    return own === original ? [] : [[language, value]];
  });
  const { [original]: _unused, ...others } = service.names;
  return { ...service, names: { ...others, ...Object.fromEntries(found) } };
}
