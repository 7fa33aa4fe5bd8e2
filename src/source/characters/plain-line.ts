import { z } from 'zod';
import { withClosedDirection } from '../../languages/closed-direction.ts';
import { refuse } from '../refuse.ts';

/** Spaces, controls, marks without a letter, and letters that are drawn as nothing. */
const SEEN = /[^\p{Z}\p{Cc}\p{Cf}\p{M}\u115f\u1160\u2800\u3164\uffa0]/u;

/** A text on one line with something in it to read. What it says of direction ends with it. */
export const plainLine = z
  .string()
  .trim()
  .overwrite(withClosedDirection)
  .min(1)
  .superRefine((value, context) => {
    if (value.includes('\n'))
      refuse(context, 'INC112', 'This text has a line break', 'Write it on one line: lists show it there.');
    else mustBeSeen(value, context);
  });

/** A text of any number of lines with something in it to read. */
export const seenWords = z.string().trim().min(1).superRefine(mustBeSeen);

function mustBeSeen(value: string, context: z.RefinementCtx): void {
  if (value !== '' && !SEEN.test(value))
    refuse(context, 'INC112', 'This text has no character that can be seen', 'Write words for readers.');
}
