import { z } from 'zod';
import { withClosedDirection } from '../../languages/closed-direction.ts';
import { refuse } from '../refuse.ts';

/** Spaces, controls, combining marks without a letter, and invisible letters. */
const SEEN = /[^\p{Z}\p{Cc}\p{Cf}\p{M}\u115f\u1160\u2800\u3164\uffa0]/u;

/** A text on one line with something to read in it. Changes of direction end with it. */
export const plainLine = z
  .string()
  .trim()
  .overwrite(withClosedDirection)
  .min(1)
  .superRefine((value, context) => {
    if (value.includes('\n'))
      refuse(context, 'INC112', 'This text has a line break', 'Write it on one line: lists show it on one.');
    else mustBeSeen(value, context);
  });

/** A text of any number of lines with something to read in it. */
export const seenWords = z.string().trim().min(1).superRefine(mustBeSeen);

function mustBeSeen(value: string, context: z.RefinementCtx): void {
  if (value !== '' && !SEEN.test(value))
    refuse(context, 'INC112', 'This text has no visible character', 'Write words that readers can see.');
}
