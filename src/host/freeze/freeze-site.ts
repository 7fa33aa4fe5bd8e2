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

/** The options of a publication. */
export interface Freezing {
  /** The time for the new ledger lines, as typed; now, if none was given. */
  readonly at: string | undefined;
  /** What new versions change, for texts that do not say so. */
  readonly changes: string | undefined;
  /** Does everything except write. */
  readonly isDry: boolean;
  /** Makes the signer of the checkpoint for a site with these files, if there is a key. */
  readonly signerFor: (files: readonly SourceFile[]) => Signer | undefined;
  readonly progress?: Progress | undefined;
}

/** What was published, or would be. */
export interface Freeze extends Frozen {
  readonly made: Made;
  /** The diagnostics of the site, except for what this publication corrects. */
  readonly diagnostics: readonly Diagnostic[];
  /** Why some texts may not be published. */
  readonly refused: readonly Diagnostic[];
  /** True if errors prevented publishing anything. */
  readonly hasFailed: boolean;
}

interface Frozen {
  readonly published: readonly RenderedText[];
  /** The writers' files in which a new version number was written. */
  readonly live: readonly ChangedLiveText[];
  /** The ledger and the checkpoint of the site. */
  readonly history: readonly SiteFile[];
}

/**
 * Left out of a publication's diagnostics: bookkeeping, which it corrects, and late news, which `check`
 * reports.
 */
const UNSAID_HERE: ReadonlySet<Code> = new Set(['INC208', 'INC501', 'INC504', 'INC509', 'INC234', 'INC533']);

/**
 * Publishes every text of a site that is new or changed. A faulty report does not hold up the others. Throws
 * Refused for a time in the future or before an earlier publication, and while another command is changing
 * the site.
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
 * Publishes those texts that have something new and may be published. The live file is written first and the
 * ledger line last, so that the next run can complete an interrupted one.
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

/** True for a text whose ledger is broken: nothing can be added until it is restored. */
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
