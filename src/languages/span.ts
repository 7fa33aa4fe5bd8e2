import type { Span } from '../model/report.ts';
import type { Translate } from './messages.ts';

const UNITS = [
  { key: 'span.days', seconds: 86_400 },
  { key: 'span.hours', seconds: 3_600 },
  { key: 'span.minutes', seconds: 60 },
  { key: 'span.seconds', seconds: 1 },
] as const;

/**
 * The larger unit and the one below it: `2 h 10 min`; anything finer would suggest more accuracy than there
 * is.
 */
const SHOWN_UNITS = 2;

/**
 * A duration in words, and how exactly it is known: `45 min`, `at most 5 min`, `2 h 10 min`. Anything finer
 * than the two largest units is rounded in the direction that keeps the text true.
 */
export function formatSpan(span: Span, t: Translate): string {
  return t(`span.${span.bound}`, { span: wordsOf(span, t) });
}

/** How long after the start something was: `after 45 min`, `after at most 5 min`. */
export function formatAfter(span: Span, t: Translate): string {
  return t(`facts.after-${span.bound}`, { span: wordsOf(span, t) });
}

function wordsOf(span: Span, t: Translate): string {
  const seconds = Math.max(0, span.seconds);
  const first = Math.max(
    0,
    UNITS.findIndex((unit) => seconds >= unit.seconds),
  );
  const largest = seconds === 0 ? UNITS.length - 2 : first;
  const shown = UNITS.slice(largest, largest + SHOWN_UNITS);
  const finest = shown.at(-1)?.seconds ?? 1;
  let rest = ROUNDING[span.bound](seconds / finest) * finest;
  const parts: string[] = [];
  for (const [index, unit] of shown.entries()) {
    const count = Math.floor(rest / unit.seconds);
    rest -= count * unit.seconds;
    if (count > 0 || (index === 0 && seconds === 0)) parts.push(t(unit.key, { count }));
  }
  const [larger = '', smaller] = parts;
  return smaller === undefined ? larger : t('span.joined', { larger, smaller });
}

const ROUNDING: Readonly<Record<Span['bound'], (value: number) => number>> = {
  exact: Math.round,
  about: Math.round,
  'at-most': Math.ceil,
  'at-least': Math.floor,
};
