import type { Code } from '../../diagnostics/catalogue.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { SourceFile } from '../../model/file.ts';
import type { PublishedEdition } from '../../model/published-edition.ts';
import { formatVersion } from '../../model/version.ts';
import type { RenderedText } from '../../pipeline/rendered-text.ts';
import { changedLiveTexts } from '../../pipeline/publication/live-texts.ts';
import type { ChangedLiveText } from '../../pipeline/publication/live-texts.ts';
import { publishedFiles } from '../../pipeline/publication/published-files.ts';
import { refusalOf } from '../../pipeline/publication/refusal.ts';
import type { Publication } from '../../site/at-publication.ts';
import type { Signer } from '../../versions/note.ts';
import { LEDGER, textFolder } from '../../versions/paths.ts';
import type { SiteFile } from '../../versions/paths.ts';
import { siteFilesAfter } from '../../versions/site-ledger.ts';
import { changeSite } from '../files/site-writer.ts';
import { FREEZING, makeSite } from '../make-site.ts';
import type { Made } from '../make-site.ts';
import type { Progress } from '../parsers.ts';
import { refuseEarlier, timeOfPublication } from './time.ts';

/** What a publication of a site is made with. */
export interface Freezing {
  /** The time that the new lines of the ledgers carry, as somebody typed it; now, if nobody did. */
  readonly at: string | undefined;
  /** What new versions change, for texts that do not say it. */
  readonly changes: string | undefined;
  /** Works everything out, and writes nothing. */
  readonly isDry: boolean;
  /** What signs the checkpoint of the site with these files, if anything does. */
  readonly signerFor: (files: readonly SourceFile[]) => Signer | undefined;
  readonly progress?: Progress | undefined;
}

/** What was published, or would be. */
export interface Freeze extends Frozen {
  readonly made: Made;
  /** What is wrong with the site, but for what this very publication puts right. */
  readonly diagnostics: readonly Diagnostic[];
  /** Why some texts may not be published. */
  readonly refused: readonly Diagnostic[];
  /** True where errors kept everything from being published. */
  readonly hasFailed: boolean;
}

interface Frozen {
  readonly published: readonly RenderedText[];
  /** The files of writers that got their new version number. */
  readonly live: readonly ChangedLiveText[];
  /** The ledger and the checkpoint of the site. */
  readonly history: readonly SiteFile[];
}

/**
 * Bookkeeping that is corrected now, so there is nothing more to say about it; and late news, which `check`
 * reports.
 */
const UNSAID_HERE: ReadonlySet<Code> = new Set(['INC208', 'INC501', 'INC504', 'INC509', 'INC234', 'INC533']);

/**
 * Publishes every text of a site that is new or changed. A faulty report does not hold up the others. Throws
 * Refused for a time in the future or before an earlier publication, and where another command is at work.
 */
export async function freezeSite(root: string, freezing: Freezing): Promise<Freeze> {
  const { changes, isDry, signerFor, progress } = freezing;
  const at = timeOfPublication(freezing.at);
  const made = await makeSite(root, { ...FREEZING, now: at }, { progress });
  const diagnostics = made.diagnostics.filter(({ code }) => !UNSAID_HERE.has(code));
  if (made.files.length === 0)
    return { made, diagnostics, refused: [], hasFailed: true, published: [], live: [], history: [] };
  refuseEarlier(at, freezing.at, made.sources());
  const publication = { at, changes };
  const texts = (await made.texts(publication)).filter((text) => !isBroken(text, made));
  const frozen = publishTexts(root, made, texts, { ...publication, isDry, signerFor });
  return { made, diagnostics, refused: [...new Set(texts.flatMap(refusalOf))], hasFailed: false, ...frozen };
}

/**
 * Publishes those of some texts that have something new and may be published. The live file is written first
 * and the ledger line last, so that the next run can complete one that was interrupted.
 */
export function publishTexts(
  root: string,
  made: Pick<Made, 'files' | 'sources'>,
  texts: readonly RenderedText[],
  { isDry, signerFor, ...publication }: Publication & Pick<Freezing, 'isDry' | 'signerFor'>,
): Frozen {
  const published = texts.filter((text) => text.pending && refusalOf(text).length === 0);
  const live = changedLiveTexts(published, publication, made.sources());
  const written = publishedFiles(published, publication.at, made);
  const history = siteFilesAfter(made.sources(), written, signerFor(made.sources()));
  if (!isDry && written.length + history.length > 0) {
    changeSite(root, (writer) => {
      for (const { path, bytes, after } of live) writer.replace(path, bytes, after);
      for (const { path, body } of [...written, ...history]) writer.write(path, body);
    });
  }
  return { published, live, history };
}

/** True for a text whose ledger is broken: nothing can be added before it is restored. */
function isBroken({ history: { reference, language } }: RenderedText, { damaged }: Made): boolean {
  return damaged.includes(textFolder(reference, language) + LEDGER);
}

/** What a text publishes, if anything. */
export function publishedEdition({
  history: { reference, language },
  pending,
}: RenderedText): readonly PublishedEdition[] {
  return pending ? [{ reference, language, version: formatVersion(pending.line.version) }] : [];
}
