import type { Code } from '../diagnostics/catalogue.ts';
import { diagnose } from '../diagnostics/diagnose.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { placeOf } from '../diagnostics/diagnostic.ts';
import type { Edition } from '../model/edition.ts';
import { formatVersion } from '../model/version.ts';
import type { Version } from '../model/version.ts';
import type { Edit } from '../source/edit/front-matter.ts';
import { bookkeepingOf, statedUpdate } from './bookkeeping.ts';
import type { LiveText, Mode } from './live-text.ts';
import type { PublishedText } from './published.ts';
import type { Verdict } from './verdict.ts';
import { writtenEdit } from './written-edit.ts';

/** The parts of a diagnostic about a verdict. */
interface Words {
  readonly code: Code;
  /** The front matter key it is reported at. */
  readonly key: 'version' | 'last_update' | 'changes';
  readonly message: string | undefined;
  readonly hint: string;
  /** What the hint says, as edits of the front matter. */
  readonly edits: readonly Edit[];
}

/** The diagnostics about the number of a text and its other bookkeeping; none if all is right. */
export function verdictDiagnostics(
  verdict: Verdict,
  { edition, text }: LiveText,
  published: PublishedText | undefined,
  mode: Mode,
): Diagnostic[] {
  const { file, places } = edition;
  const words = [
    wordsFor(verdict, edition, published),
    mode === 'check' ? ofOldChanges(verdict, edition, published) : undefined,
    ofOvertakenUpdate(verdict, edition),
  ];
  return words.flatMap((each) => {
    if (!each) return [];
    const { code, key, message, hint, edits } = each;
    const write = writtenEdit(file, text, edits);
    const inBuild = mode === 'build';
    return [
      diagnose(code, placeOf(file, places[key]), message, write ? { text: hint, write } : hint, { inBuild }),
    ];
  });
}

function wordsFor(
  verdict: Verdict,
  edition: Edition,
  published: PublishedText | undefined,
): Words | undefined {
  const own = formatVersion(edition.version);
  switch (verdict.kind) {
    case 'draft':
    case 'new':
    case 'unchanged':
    case 'revision':
    case 'version':
    // Reported when translations are joined to their originals.
    case 'ahead':
      return undefined;
    case 'not-bumped':
      return ofNumber('INC501', `This text differs from the published version ${own}`, verdict.next);
    case 'bumped': {
      const message = `Only the number differs from version ${formatVersion(verdict.next)}`;
      const words = ofNumber('INC502', message, verdict.next);
      return { ...words, hint: `${words.hint} A new version needs new facts or new words.` };
    }
    case 'lower': {
      const gone = vanishing(edition, published);
      const message = `Version ${formatVersion(verdict.last)} is already published${gone}`;
      return ofNumber('INC504', message, verdict.next);
    }
    case 'revised-facts':
      return ofNumber('INC505', undefined, verdict.next);
    case 'gap':
      return ofNumber('INC506', `Number ${own} skips versions that were never published`, verdict.next);
    case 'last-update-alone':
    case 'last-update-back':
      return ofLastUpdate(verdict, own);
  }
}

function ofNumber(code: Code, message: string | undefined, next: Version): Words {
  const value = formatVersion(next);
  const edits: Edit[] = [{ kind: 'set', key: 'version', value, after: 'title' }];
  return { code, key: 'version', message, hint: `Write \`version: ${value}\`.`, edits };
}

function ofLastUpdate(
  { kind, last }: Extract<Verdict, { readonly kind: `last-update-${string}` }>,
  own: string,
): Words {
  return kind === 'last-update-alone'
    ? {
        code: 'INC503',
        key: 'last_update',
        message: `Only \`last_update\` differs from the published version ${own}`,
        hint: `Write \`last_update: ${last}\`, the time that readers have.`,
        edits: [{ kind: 'set', key: 'last_update', value: last, after: 'version' }],
      }
    : {
        code: 'INC507',
        key: 'last_update',
        message: `\`last_update\` is earlier than the version before, of ${last}`,
        hint: 'Delete the line: without it, the newest entry counts, or the time at which this is published.',
        edits: [{ kind: 'remove', key: 'last_update' }],
      };
}

/** A branch that is behind looks like a revert; if readers would lose entries, the branch is behind. */
function vanishing(edition: Edition, published: PublishedText | undefined): string {
  const before = published?.snapshots.at(-1)?.files?.edition;
  if (!before) return '';
  const there = new Set(entriesOf(edition).map(({ at }) => at));
  const gone = entriesOf(before).filter(({ at }) => !there.has(at));
  if (gone.length === 0) return '';
  const named = gone.map(({ at, title }) => `${at} “${title}”`).join(', ');
  return `, and this text would remove ${gone.length === 1 ? 'an entry of it' : `${gone.length} entries of it`} from the page: ${named}`;
}

function entriesOf(edition: Edition): readonly { readonly at: string; readonly title: string }[] {
  return edition.role === 'original' ? edition.timeline : edition.entries;
}

/** A `last_update` that is older than the newest entry. A build uses the entry. */
function ofOvertakenUpdate({ kind }: Verdict, edition: Edition): Words | undefined {
  const stated = statedUpdate(edition);
  const newest = entriesOf(edition).at(-1)?.at;
  if (stated === undefined || newest === undefined || stated >= newest) return undefined;
  if (kind === 'last-update-alone' || kind === 'last-update-back') return undefined;
  return {
    code: 'INC208',
    key: 'last_update',
    message: `\`last_update\` is earlier than the newest entry, ${newest}`,
    hint: 'Delete the line: without it, the time of the newest entry counts.',
    edits: [{ kind: 'remove', key: 'last_update' }],
  };
}

/**
 * If the text was changed, an unchanged `changes` would tell readers about something that did not happen in
 * this version.
 */
function ofOldChanges(
  { kind }: Verdict,
  edition: Edition,
  published: PublishedText | undefined,
): Words | undefined {
  const last = published?.snapshots.at(-1)?.line;
  const isSame = kind === 'unchanged' || kind === 'bumped' || kind === 'last-update-alone';
  if (!last || isSame || (kind === 'lower' && edition.content === last.content)) return undefined;
  if (!bookkeepingOf(edition, edition.version, published).clearsChanges) return undefined;
  return {
    code: 'INC523',
    key: 'changes',
    message: `\`changes\` still says what version ${formatVersion(last.version)} changed`,
    hint: 'Say what is new in this text, or delete the line.',
    edits: [{ kind: 'remove', key: 'changes' }],
  };
}
