import type { Language } from '../../model/language.ts';
import { isNamed, valueOf } from '../remember/named.ts';
import type { PageWork } from './page-work.ts';

/**
 * The inputs of a page as they can be sent to a thread: only the languages of interface texts, what is stored
 * as its bytes, and the values of all others.
 */
export async function shippedInputs(inputs: object): Promise<Pick<PageWork, 'values' | 'texts' | 'stored'>> {
  const values: Record<string, unknown> = {};
  const texts: (readonly [string, readonly Language[]])[] = [];
  const stored: (readonly [string, Uint8Array])[] = [];
  for (const [name, value] of Object.entries(inputs)) {
    const bytes = storedBytes(value);
    if (bytes) stored.push([name, bytes]);
    else if (isTexts(value)) texts.push([name, value.languages]);
    else values[name] = await valueOf(value);
  }
  return { values, texts, stored };
}

function storedBytes(value: unknown): Uint8Array | undefined {
  return isNamed(value) ? value.stored?.() : undefined;
}

function isTexts(value: unknown): value is { readonly languages: readonly Language[] } {
  return typeof value === 'object' && value !== null && 'load' in value && 'languages' in value;
}
