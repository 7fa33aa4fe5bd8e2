/* The body of a plain report: paragraphs, one table, one block of code, two lists, a quotation. */
import { SERVICES, wrap } from './words.mjs';

/**
 * @param {import('./words.mjs').Words} words
 * @returns {string}
 */
export function plainBody({ sentence, pick, thing, below }) {
  const paragraph = (/** @type {number} */ count) => wrap(Array.from({ length: count }, sentence).join(' '));
  const rows = Array.from({ length: 4 }, () => `| ${pick(SERVICES)} | ${below(9_000)} | ${below(900)} |`);
  const steps = Array.from({ length: 4 }, (_, place) => `${place + 1}. ${sentence()}`);
  return [
    '## What happened',
    paragraph(5),
    '## Impact',
    paragraph(3),
    ['| Service | Requests | Failed |', '| --- | ---: | ---: |', ...rows].join('\n'),
    '## Cause',
    paragraph(4),
    ['```yaml', `${thing()}:`, `  size: ${below(512)}`, '  retry: true', '```'].join('\n'),
    '## What we learnt',
    [`- ${sentence()}`, `- ${sentence()}`, `- ${sentence()}`].join('\n'),
    '## What comes next',
    steps.join('\n'),
    `> ${sentence()}`,
  ].join('\n\n');
}
