import type { SourceFile } from '../../model/file.ts';

/** A file that comes with the program and that a site may replace. */
export interface Shipped {
  /** Its path below `templates/`: `partials/teaser.eta`. */
  readonly name: string;
  readonly text: string;
}

/**
 * The files that come with the program and that a site may replace: all except those only used by the
 * preview.
 */
export function shippedFiles(theme: readonly SourceFile[]): Shipped[] {
  return theme
    .map(({ path, bytes }) => ({
      name: path.slice('templates/'.length),
      text: new TextDecoder().decode(bytes),
    }))
    .filter(({ name }) => !name.startsWith('dev/'));
}
