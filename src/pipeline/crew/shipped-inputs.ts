import type { Language } from '../../model/language.ts';
import { valueOf } from '../remember/named.ts';
import type { PageWork } from './page-work.ts';

/**
 * The inputs of a page as they can be sent to a thread: values, and only the languages of interface texts.
 */
export async function shippedInputs(inputs: object): Promise<Pick<PageWork, 'values' | 'texts'>> {
  const values: Record<string, unknown> = {};
  const texts: (readonly [string, readonly Language[]])[] = [];
  for (const [name, value] of Object.entries(inputs)) {
    if (isTexts(value)) texts.push([name, value.languages]);
    else values[name] = await valueOf(value);
  }
  return { values, texts };
}

function isTexts(value: unknown): value is { readonly languages: readonly Language[] } {
  return typeof value === 'object' && value !== null && 'load' in value && 'languages' in value;
}
