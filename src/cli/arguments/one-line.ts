import { Refused } from '../../host/refused.ts';

/**
 * The text of an option on one line, as front matter has it; undefined where it was not given. Throws Refused
 * for an empty one.
 */
export function oneLine(option: string, text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const line = text.replaceAll(/\s+/g, ' ').trim();
  if (line !== '') return line;
  throw new Refused('usage', `${option} is empty`, 'Say in a few words what is new, in quotation marks.');
}
