import type { EditionRequest } from '../request.ts';

/** All that is needed to read one language file of a page of the site's own; plain data, for a worker. */
export interface OwnTextRequest extends Omit<EditionRequest, 'reference' | 'role'> {
  readonly role: 'page';
  readonly name: string;
  /** The others are its translations. */
  readonly isOriginal: boolean;
}
