import { diagnose } from '../diagnostics/diagnose.ts';
import { placeOf } from '../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Edition } from '../model/edition.ts';
import { formatVersion } from '../model/version.ts';
import type { PublishedText } from './published.ts';

/**
 * True if the live text is one that was redacted, whatever number it states. If readers still have the same
 * text in another version, the version was redacted for a picture.
 */
export function isRedacted({ content }: Edition, text: PublishedText | undefined): boolean {
  const lines = (text?.snapshots ?? []).map(({ line }) => line);
  const last = lines.at(-1);
  const isShown = last?.redacted === undefined && last?.content === content;
  return !isShown && lines.some((line) => line.redacted !== undefined && line.content === content);
}

/** The message for such a text. */
export function redactedAgain({ file, places, version }: Edition): Diagnostic {
  return diagnose(
    'INC508',
    placeOf(file, places['version']),
    `This text is version ${formatVersion(version)}, which was redacted`,
  );
}
