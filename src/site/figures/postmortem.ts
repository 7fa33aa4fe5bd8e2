import { CLOSED_STATES } from '../../model/edition.ts';
import type { Original } from '../../model/edition.ts';
import type { Report } from '../../model/report.ts';
import { editionsIn } from '../when-published.ts';
import { stateOf } from './derive.ts';

/**
 * Headings that only a post-mortem has, by language. Kept short on purpose: `docs/writing.md` lists them, and
 * whoever uses other words writes `postmortem: true`.
 */
const HEADINGS: Readonly<Record<string, RegExp>> = {
  en: /post-?mortem|lessons? learn(?:t|ed)|what we (?:have )?learn(?:t|ed)|root causes?\b|contributing factors?/i,
  ar: /الدروس المستفادة|ما تعلمناه|السبب الجذري|العوامل المساهمة|ما بعد الحادث/,
  de: /nachbetrachtung|\blehren\b|erkenntnisse|was wir gelernt haben|grundursache|beitragende faktoren/i,
  es: /lecciones|qué hemos aprendido|causa raíz|factores contribuyentes|análisis posterior/i,
  fr: /enseignements|leçons|ce que nous avons appris|causes? (?:racines?|profondes?)|facteurs contributifs|retour d.expérience/i,
  hi: /सबक|हमने क्या सीखा|मूल कारण|सहायक कारण|बाद का विश्लेषण/,
  ja: /教訓|学んだこと|根本原因|再発防止|事後分析|ポストモーテム/,
  ko: /교훈|배운 점|근본 원인|재발 방지|사후 분석|포스트모템/,
  pl: /wnioski|czego się nauczyliśmy|przyczyna źródłowa|pierwotna przyczyna|czynniki sprzyjające|analiza po incydencie/i,
  pt: /lições|o que aprendemos|causa raiz|fatores contribuintes/i,
  ru: /выводы|уроки|чему мы научились|первопричина|корневая причина|сопутствующие факторы|разбор инцидента/i,
  zh: /经验教训|經驗教訓|根本原因|根因|事后分析|事後分析|复盘|復盤|促成因素/,
};

/**
 * True if a report, as of a version of its original, has a post-mortem: the version is closed and says so, or
 * one since it was closed brought headings of a post-mortem that the one before did not have.
 */
export function hasPostmortem(report: Report, asOf: Original = report.original): boolean {
  const { language, version } = report.original;
  const held = editionsIn(report, language).flatMap(({ edition }) =>
    edition?.role === 'original' && edition.version.number <= asOf.version.number ? [edition] : [],
  );
  const isHeld = held.at(-1)?.version.number === asOf.version.number;
  const isCurrent = asOf.version.number === version.number;
  return postmortemsAmong(isHeld || !isCurrent ? held : [...held, asOf]).at(-1) ?? false;
}

/** For each version of an original, oldest first, whether it is a post-mortem. */
export function postmortemsAmong(versions: readonly Original[]): readonly boolean[] {
  let was = false;
  return versions.map((version, place) => {
    was = isOver(version) && (version.facts.postmortem || hasNewHeadings(version, versions[place - 1], was));
    return was;
  });
}

/** Once the headings are there, the report stays one as long as it has them. */
function hasNewHeadings(version: Original, before: Original | undefined, was: boolean): boolean {
  if (!before || !hasHeadings(version)) return false;
  return was || (isOver(before) && !hasHeadings(before));
}

function isOver({ timeline, facts }: Original): boolean {
  const state = stateOf(timeline, facts.kind);
  return state !== 'withdrawn' && CLOSED_STATES.includes(state);
}

/** Teams write English headings in other languages too. */
function hasHeadings({ language, body }: Original): boolean {
  const own = HEADINGS[language.split('-')[0] ?? ''];
  return body.headings.some(({ text }) => HEADINGS['en']?.test(text) === true || own?.test(text) === true);
}
