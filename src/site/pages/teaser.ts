import type { Original, State } from '../../model/edition.ts';
import type { LocalEntry, LocalReport } from '../../model/report.ts';
import type { Teaser, TeaserWords, Text } from '../../model/page.ts';
import { harmOf } from '../../model/harm.ts';
import type { Harm } from '../../model/harm.ts';
import type { Language } from '../../model/language.ts';
import type { PresentRow } from '../../model/row.ts';
import type { Site } from '../../source/site-schema.ts';
import { formatVersion } from '../../model/version.ts';
import { serviceName, textOf } from './article-view.ts';
import { hasPostmortem } from '../figures/postmortem.ts';
import { servicesOf } from '../figures/services.ts';
import { articleUrl } from '../route.ts';

/** Characters of an entry's text shown in a list after its first paragraph. */
const LONGEST_TEXT = 600;

/** A report as one line of a list, in the language of the page the list is on. */
export function teaserOf(local: LocalReport, site: Pick<Site, 'services'>): TeaserWords {
  const { report, language } = local;
  const { original, derived } = report;
  // Lists show the present state, whatever language the newest entry is in.
  const newest =
    local.entries.findLast(({ at }) => at === original.timeline.at(-1)?.at) ?? originalEntry(original);
  return {
    reference: report.reference,
    url: articleUrl(language, report.reference),
    title: textOf(local.title),
    summary: local.summary ? textOf(local.summary) : undefined,
    kind: original.facts.kind,
    severity: original.facts.severity,
    version: formatVersion(local.version),
    latest: {
      at: newest.at,
      title: textOf(newest.title),
      text: derived.open ? shortText(newest) : undefined,
    },
    services: servicesOf(original).map((id) => ({
      id,
      name: serviceName(id, site.services, language),
    })),
    draft: original.version.number === 0,
    postmortem: hasPostmortem(report),
  };
}

/** The line about a report for readers of a language of the site, as of the present. */
export function teaserIn(
  { locals, standing, derived, original }: Pick<PresentRow, 'locals' | 'standing' | 'derived' | 'original'>,
  language: Language,
): Teaser {
  const own = locals[language];
  if (!own) throw new Error('a row has every configured language');
  const { teaser } = own;
  // Copied member by member: there are thousands, and copying whole objects takes ten times as long.
  return {
    reference: teaser.reference,
    url: teaser.url,
    title: teaser.title,
    summary: teaser.summary,
    kind: teaser.kind,
    severity: teaser.severity,
    harm: harmIn(standing.state, teaser),
    version: teaser.version,
    latest: { at: teaser.latest.at, title: teaser.latest.title, text: teaser.latest.text },
    services: teaser.services,
    draft: teaser.draft,
    postmortem: teaser.postmortem,
    state: standing.state,
    word: standing.word,
    open: standing.open,
    phase: standing.phase,
    steps: standing.steps,
    planned: standing.planned,
    earlierPlan: standing.earlierPlan,
    nextUpdate: standing.nextUpdate,
    isLate: standing.isLate,
    begun: derived.begun,
    start: derived.start,
    startPrecision: derived.startPrecision,
    end: derived.end,
    duration: derived.duration,
    lastUpdate: original.lastUpdate,
  };
}

/** What a report weighs in a state. An incident that was withdrawn did no harm, whatever was said of it. */
export function harmIn(state: State, facts: Pick<Teaser, 'kind' | 'severity'>): Harm {
  return state === 'withdrawn' && facts.kind === 'incident' ? 'other' : harmOf(facts);
}

function originalEntry({ timeline, language }: Original): NewestEntry {
  const entry = timeline.at(-1);
  if (!entry) throw new Error('a timeline without entries cannot have passed the schema');
  const text = entry.text && { value: entry.text, language };
  return { at: entry.at, title: { value: entry.title, language }, text };
}

type NewestEntry = Pick<LocalEntry, 'at' | 'title' | 'text'>;

/** The first paragraphs of an entry's text that fit, and whether there is more. */
function shortText({ text }: NewestEntry): Text | undefined {
  if (!text || text.value.text.trim() === '') return undefined;
  const [first = '', ...rest] = text.value.text.trim().split(/\n{2,}/);
  const paragraphs = [first];
  let room = LONGEST_TEXT - first.length;
  for (const each of rest) {
    room -= each.length;
    if (room < 0) break;
    paragraphs.push(each);
  }
  const isWhole = paragraphs.length > rest.length;
  return textOf({ value: paragraphs.join('\n\n') + (isWhole ? '' : '\n\n…'), language: text.language });
}
