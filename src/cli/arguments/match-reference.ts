import { nearest } from '../../diagnostics/nearest.ts';
import { Refused } from '../../host/refused.ts';

/** How many reports a message lists before it stops. */
const LISTED = 5;

/** The reference that some text names: itself, or the only one it is a part of. Throws Refused. */
export function matchReference(references: readonly string[], text: string): string {
  const all = [...new Set(references)].toSorted();
  if (all.includes(text)) return text;
  const wanted = text
    .replace(/^incidents\//, '')
    .replace(/\/.*$/, '')
    .toLowerCase();
  const found = wanted === '' ? [] : all.filter((reference) => reference.includes(wanted));
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  if (found.length > 1) {
    const more = found.length > LISTED ? ` and ${found.length - LISTED} more` : '';
    throw new Refused(
      'usage',
      `\`${text}\` is a part of ${found.length} references`,
      `Say more of one: ${found.slice(0, LISTED).join(', ')}${more}.`,
    );
  }
  const guess = nearest(wanted, all);
  throw new Refused(
    'usage',
    `There is no report \`${text}\``,
    guess ? `Did you mean \`${guess}\`?` : 'Give its reference, or any part that only it has.',
  );
}
