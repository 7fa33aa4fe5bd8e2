import { z } from 'zod';
import { language } from '../site-values.ts';

/**
 * What stands beside a value of site.yaml for readers of other languages than the default one, by tag: `names`
 * beside `name`, `footers` beside `footer`.
 */
export function translations<T extends z.ZodType>(value: T, description: string) {
  return z
    .record(language, value)
    .optional()
    .transform((all): Readonly<Record<string, z.output<T>>> => all ?? {})
    .describe(description);
}
