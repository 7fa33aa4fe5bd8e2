import type { BuildResult } from '../../../pipeline/build.ts';
import type { Written } from '../../../host/files/write-output.ts';
import { count } from '../../terminal/count.ts';

/** What a build made, and what it could not. */
export type Told = Pick<BuildResult, 'counts' | 'leftOut' | 'kept' | 'damaged'>;

/** A line for every page that was rendered. */
export function reasons({ rendered, work }: Pick<BuildResult, 'rendered' | 'work'>): string {
  const pages = rendered.map(({ path, reasons: why }) => `${path}: ${why.join('; ')}\n`);
  const { read, parsed, units } = work;
  return `${pages.join('')}${count(rendered.length, 'page')} rendered, ${count(read, 'file')} read, ${count(parsed, 'text')} parsed, ${count(units, 'unit')} made\n`;
}

/**
 * The end of a build in a few lines, for people.
 *
 * @param shown The output folder as a person would name it.
 * @param seconds How long it took.
 */
export function summary(
  { counts, leftOut, kept, damaged }: Told,
  written: Written,
  shown: string,
  seconds: number,
): string {
  const parts = [
    `${count(counts.reports, 'report')}, ${count(counts.pages, 'page')} → ${shown}/ in ${seconds.toFixed(1)} s`,
    `${count(written.written, 'file')} written, ${written.unchanged} unchanged, ${written.removed} removed`,
    ...(counts.drafts > 0 ? [`${count(counts.drafts, 'draft')} not published`] : []),
    ...(kept.length > 0 ? [`shown as last published because of errors: ${kept.join(', ')}`] : []),
    ...(leftOut.length > 0 ? [`left out because of errors: ${leftOut.join(', ')}`] : []),
    ...(damaged.length > 0 ? [`damaged, and not shown: ${damaged.join(', ')}`] : []),
  ];
  return `${parts.join('\n')}\n`;
}

/** The same for programs. `written` is undefined where nothing was written because of errors. */
export function toldAsJson(
  { counts, leftOut, kept, damaged }: Told,
  written: Written | undefined,
  out: string,
  rendered?: BuildResult['rendered'],
): object {
  return {
    out,
    ...counts,
    files: written && { written: written.written, unchanged: written.unchanged, removed: written.removed },
    kept,
    left_out: leftOut,
    damaged,
    ...(rendered && { rendered }),
  };
}
