import { diagnose } from '../../diagnostics/diagnose.ts';
import { placeOf } from '../../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Edition } from '../../model/edition.ts';
import type { Frozen } from '../freeze.ts';
import { prosesOf } from '../../model/proses.ts';
import { addressesIn, elementTexts, plainText } from './fragment.ts';
import { snapshotNames } from '../paths.ts';
import type { Snapshot } from '../snapshot.ts';

/**
 * The parts of a frozen edition that do not follow from its own source. `derived` is what freezing that
 * source again would write, undefined if it would write nothing under that number. If another renderer made
 * the article, its bytes may differ: then its prose, links and pictures have to be those of the source, and a
 * note says so.
 */
export function compareDerived(
  { line, files }: Snapshot,
  derived: Frozen | undefined,
  folder: string,
): Diagnostic[] {
  const names = snapshotNames(line.version);
  const wrong = (name: keyof typeof names, what: string) =>
    diagnose('INC534', placeOf(folder + names[name]), `${what} does not follow from its source`);
  if (!files) return [];
  if (!derived) return [wrong('source', 'This version')];
  const { line: own } = derived;
  const parts = [
    own.source === line.source ? undefined : otherSource(folder + names.source),
    own.data === line.data ? undefined : wrong('data', 'The data'),
    own.content === line.content ? undefined : wrong('source', '`content` in the ledger'),
    own.facts === line.facts ? undefined : wrong('data', '`facts` in the ledger'),
  ].flatMap((each) => each ?? []);
  if (own.article === line.article || parts.length > 0) return parts;
  if (own.renderer === line.renderer || !tellsTheSame(files.html, derived.article, files.edition))
    return [wrong('article', 'This article')];
  const [theirs, ours] = [programOf(line.renderer), programOf(own.renderer)];
  const message = `It was made by \`${theirs}\`, and \`${ours}\` makes different bytes from the same text`;
  return [diagnose('INC535', placeOf(folder + names.article), message)];
}

/** The source of a version is its text without comments, with what publishing fills in. */
function otherSource(file: string): Diagnostic {
  return diagnose('INC534', placeOf(file), 'This source differs from what publishing it again would write');
}

/** A renderer without the digest of settings and templates, which means nothing to people. */
function programOf(renderer: string): string {
  return renderer.replace(/, theme [0-9a-f]{64}$/, '');
}

/**
 * Whether an article has all the prose of an edition, its title, summary and the titles of its entries, and
 * leads to and shows what another one of it does.
 */
function tellsTheSame(html: string, derived: string, edition: Edition): boolean {
  return (
    prosesOf(edition).every((prose) => html.includes(prose.html)) &&
    hasTitles(html, derived, edition) &&
    String(addressesIn(html)) === String(addressesIn(derived))
  );
}

/** The heading is the same, and each short text of the edition is an element where it is one in the other article. */
function hasTitles(html: string, derived: string, edition: Edition): boolean {
  const [there, meant] = [elementTexts(html), elementTexts(derived)];
  const headings = [there, meant].map((texts) => texts.filter(({ name }) => name === 'h1'));
  if (JSON.stringify(headings[0]) !== JSON.stringify(headings[1])) return false;
  const [own, others] = [there, meant].map((texts) => new Set(texts.map(({ text }) => text)));
  return shortTexts(edition)
    .map(plainText)
    .every((text) => own?.has(text) === true || others?.has(text) !== true);
}

function shortTexts(edition: Edition): readonly string[] {
  const entries = edition.role === 'original' ? edition.timeline : edition.entries;
  const { title, summary, actions } = edition;
  const texts = [title, summary, ...entries.map((entry) => entry.title), ...actions.map(({ text }) => text)];
  return texts.filter((text) => text !== undefined);
}
