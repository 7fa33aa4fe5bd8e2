import { z } from 'zod';
import { refuse } from './refuse.ts';
import { parseTime } from './time.ts';

/** The schema of a day without a time, like `2020-10-15`; INC124 for anything else. */
export function date(description: string) {
  return z
    .string()
    .meta({ description, examples: ['2020-10-15'], pattern: String.raw`^\d{4}-\d{2}-\d{2}$` })
    .transform((value, context) => {
      const outcome = /^\d{4}-\d{2}-\d{2}$/.test(value) ? parseTime(`${value}T00:00:00Z`) : undefined;
      if (outcome && 'instant' in outcome) return value;
      return refuse(context, 'INC124', `\`${value}\` is not a date`, 'Write it like `2020-10-15`.');
    });
}
