import type { EditionRequest } from '../request.ts';

/** Everything needed to read one language file of one of the site's own pages; plain data, for a worker. */
export interface OwnTextRequest extends Omit<EditionRequest, 'reference' | 'role'> {
  readonly role: 'page';
  readonly name: string;
  /** The others are its translations. */
  readonly isOriginal: boolean;
}
