import { cancel, isCancel, select } from '@clack/prompts';
import { makeVisible } from '../../diagnostics/formats/display.ts';
import { shorten } from '../../diagnostics/formats/wrap.ts';
import type { Candidate } from './report.ts';

/** Columns that the question takes next to the choices. */
const FRAME = 6;

/** Asks which of several reports is meant; undefined where the answer was Ctrl-C. */
export async function askWhichReport(
  candidates: readonly Candidate[],
  columns: number,
): Promise<string | undefined> {
  const room = columns - FRAME;
  const answer = await select({
    message: 'Which report?',
    options: candidates.map(({ reference, title = '' }) => ({
      value: reference,
      label: shorten(reference, room),
      hint: shorten(makeVisible(title), room - '()'.length),
    })),
  });
  if (!isCancel(answer)) return answer;
  cancel('Nothing was written.');
  return undefined;
}
