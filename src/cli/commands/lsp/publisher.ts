import type { Diagnostic as Problem, TextDocument } from 'vscode-languageserver-types';
import { problemsByFile } from '../../../editor/problems.ts';
import type { SiteView } from '../../../editor/view.ts';

/** The diagnostics sent to an editor about one file. */
export interface Told {
  readonly uri: string;
  readonly version?: number;
  readonly diagnostics: Problem[];
}

/** A file that is open in an editor: its address there, and which of its texts is meant. */
export type OpenDocument = Pick<TextDocument, 'uri' | 'version'>;

/** By path. */
export type OpenDocuments = ReadonlyMap<string, OpenDocument>;

/** Sends the problems of files whenever they change. */
export interface Publisher {
  readonly publish: (view: SiteView, open: OpenDocuments) => void;
}

/**
 * Files whose problems are unchanged are not sent again, unless the editor waits for an answer about a new
 * version of them.
 */
export function startPublisher(send: (told: Told) => void): Publisher {
  const told = new Map<string, string>();
  return {
    publish: (view, open) => {
      const found = problemsByFile(view.diagnostics, view);
      for (const path of new Set([...told.keys(), ...found.keys(), ...open.keys()])) {
        const problems = [...(found.get(path) ?? [])];
        const document = open.get(path);
        const uri = document?.uri ?? view.uriOf(path);
        const key = JSON.stringify([uri, document?.version, problems]);
        if (told.get(path) === key) continue;
        if (problems.length === 0 && !document) told.delete(path);
        else told.set(path, key);
        send({ uri, ...(document && { version: document.version }), diagnostics: problems });
      }
    },
  };
}
