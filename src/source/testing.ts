import type { Language } from '../model/language.ts';
import type { Reference } from '../model/reference.ts';
import { DEFAULT_LIMITS } from './site-schema.ts';
import { LABELS } from './markdown/testing.ts';
import type { EditionRequest, SourceContext } from './request.ts';
import { applyEdits, offeredEdits, sortDiagnostics } from '../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { parseEdition } from './edition.ts';

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

/** What is wrong with a text as the original of a report, in the order of the file. */
export async function problemsIn(text: string): Promise<Diagnostic[]> {
  return sortDiagnostics((await parseEdition(request(text))).diagnostics);
}

/** `INC106 3:1` for each. */
export function placesOf(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.map(({ code, place }) => `${code} ${place.line}:${place.column}`);
}

/** A text with everything written that the hints offer. */
export function mended(text: string, diagnostics: readonly Diagnostic[]): string {
  return applyEdits(text, offeredEdits(diagnostics));
}
