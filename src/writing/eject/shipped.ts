import type { SourceFile } from '../../model/file.ts';

/** A file that comes with the program and that a site may have one of its own in place of. */
export interface Shipped {
  /** Its path below `templates/`: `partials/teaser.eta`. */
  readonly name: string;
  readonly text: string;
}

/** Which of the files that come with the program a site may replace: all but what only the preview uses. */
export function shippedFiles(theme: readonly SourceFile[]): Shipped[] {
  return theme
    .map(({ path, bytes }) => ({
      name: path.slice('templates/'.length),
      text: new TextDecoder().decode(bytes),
    }))
    .filter(({ name }) => !name.startsWith('dev/'));
}
