import type { Diagnostic, Place } from '../../diagnostics/diagnostic.ts';
import { placeOf } from '../../diagnostics/diagnostic.ts';
import type { Matter } from '../matter.ts';
import type { EditionRequest } from '../request.ts';
import type { KnownMatter } from '../salvage.ts';
import type { EntryMatter } from '../schema.ts';

/** What a rule checks, and how it reports. */
export interface Subject {
  readonly request: EditionRequest;
  readonly matter: Matter;
  readonly known: KnownMatter;
  /** Entries that could be read, oldest first, with their index in the file. */
  readonly entries: readonly Told[];
}

export interface Told {
  readonly entry: EntryMatter;
  readonly index: number;
}

export type Rule = (subject: Subject) => Diagnostic[];

/** The place of the value at a dotted path of the front matter. */
export function at({ request, matter }: Pick<Subject, 'request' | 'matter'>, path: string): Place {
  return placeOf(request.path, matter.place(path));
}
