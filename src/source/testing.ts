import type { Language } from '../model/language.ts';
import type { Reference } from '../model/reference.ts';
import { DEFAULT_LIMITS } from './site-schema.ts';
import { LABELS } from './markdown/testing.ts';
import type { EditionRequest, SourceContext } from './request.ts';

/** A request to read this text as the original of a report. */
export function request(text: string, language = 'en', context: Partial<SourceContext> = {}): EditionRequest {
  return {
    path: `incidents/2026-03-04-example/${language}.md`,
    bytes: new TextEncoder().encode(text),
    reference: '2026-03-04-example' as Reference,
    language: language as Language,
    role: 'original',
    pictures: {},
    context: {
      languages: [language as Language],
      serviceIds: ['web'],
      limits: DEFAULT_LIMITS,
      rulesOff: [],
      labels: { [language]: LABELS },
      ...context,
    },
  };
}
