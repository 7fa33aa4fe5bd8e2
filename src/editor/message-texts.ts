import { readMessageFile } from '../languages/message-file.ts';

/** The texts that all others are compared with. */
export const ENGLISH = 'templates/messages/en.yaml';

/** The interface texts in a file that may have unsaved edits; invalid ones are left out. */
export function textsIn(path: string, text: string) {
  return readMessageFile({ path, bytes: new TextEncoder().encode(text) }).value;
}
