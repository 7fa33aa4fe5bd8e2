import { diagnose } from '../../diagnostics/diagnose.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { placeOf } from '../../diagnostics/diagnostic.ts';
import type { Heading } from '../../model/edition.ts';
import type { Matter } from '../matter.ts';
import type { EditionRequest } from '../request.ts';
import type { KnownMatter } from '../salvage.ts';

/** Headings of sections about the impact of an incident, and about the lessons learnt. */
const HEADINGS: Readonly<Record<string, { readonly impact: RegExp; readonly lessons: RegExp }>> = {
  en: {
    impact: /impact|effects?\b|affected|consequence|summary|overview/i,
    lessons:
      /lesson|learn|follow[- ]?up|we (?:will )?change|next steps|prevent|action items?|actions|take-?aways?|contributing factors?|remediation|improvement/i,
  },
  fr: {
    impact: /impact|conséquence|effet|touché|résumé|synthèse/i,
    lessons:
      /enseignement|leçon|retour d.expérience|appris|nous changeons|mesures|actions|à retenir|facteurs|prochaines étapes|améliorations?/i,
  },
  de: {
    impact: /auswirkung|folge|betroffen|zusammenfassung|überblick/i,
    lessons:
      /lehre|erkenntnis|gelernt|konsequenz|maßnahme|wir ändern|aufgaben|beitragende|nächste schritte|verbesserung|fazit/i,
  },
  es: {
    impact: /impacto|efecto|consecuencia|afecta|resumen/i,
    lessons: /lecci|aprend|medidas|cambiamos|acciones|conclusiones|factores|próximos pasos|mejoras/i,
  },
  pt: {
    impact: /impacto|efeito|consequência|afeta|resumo/i,
    lessons: /liç|aprend|medidas|mudamos|ações|conclusões|fatores|próximos passos|melhorias/i,
  },
};

/** A minor incident may be too small to learn from. */
const WORTH_LESSONS: readonly unknown[] = ['major', 'critical'];

/** What a closed report still lacks: the impact, the lessons, and who does which action by when. */
export function checkClosing(
  request: EditionRequest,
  matter: Matter,
  known: KnownMatter,
  headings: readonly Heading[],
): Diagnostic[] {
  if (request.role !== 'original') return [];
  const closing = closingEntry(known);
  if (closing === undefined) return [];
  const at = (path: string) => placeOf(request.path, matter.place(path));
  const sections = HEADINGS[request.language.split('-')[0] ?? ''];
  const isIncident = (known.kind ?? 'incident') === 'incident' && WORTH_LESSONS.includes(known.severity);
  const lacks = (pattern: RegExp) => !headings.some(({ text }) => pattern.test(text));
  const place = at(`timeline.${closing}.state`);
  const hasActions = (known.actions?.length ?? 0) > 0;
  return [
    ...(isIncident && sections && lacks(sections.impact) ? [diagnose('INC232', place)] : []),
    ...(isIncident && sections && !hasActions && lacks(sections.lessons) ? [diagnose('INC233', place)] : []),
    ...(known.actions ?? []).flatMap(({ owner, due, done }, index) => {
      const missing = [
        ...(owner === undefined ? ['owner'] : []),
        ...(due === undefined && done === undefined ? ['date'] : []),
      ];
      return missing.length === 0
        ? []
        : [
            diagnose(
              'INC231',
              at(`actions.${index}`),
              `This action has no ${missing.join(' and no ')}`,
              'Add `owner`, a team, and `due`, a date.',
            ),
          ];
    }),
  ];
}

/** The index of the entry that closed the report, if the newest state is a closed one and no withdrawal. */
function closingEntry({ timeline = [] }: KnownMatter): number | undefined {
  const stated = timeline
    .map((entry, index) => ({ entry, index }))
    .filter(({ entry }) => entry?.state !== undefined)
    .toSorted((a, b) => ((a.entry?.at ?? '') < (b.entry?.at ?? '') ? -1 : 1));
  const last = stated.at(-1);
  return last?.entry?.state === 'resolved' || last?.entry?.state === 'completed' ? last.index : undefined;
}
