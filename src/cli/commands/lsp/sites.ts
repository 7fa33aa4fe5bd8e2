import { dirname } from 'node:path';
import { Refused } from '../../../host/refused.ts';
import { findSite } from '../../arguments/site.ts';
import { pathInside, pathOfUri } from './addresses.ts';
import type { Session } from './session.ts';

/** A file of a site, as an editor names it. */
export interface Meant {
  readonly session: Session;
  readonly path: string;
}

/** The sites that are open in an editor, each found by the files it asks about. */
export interface Sites {
  /** Opens the site that a folder belongs to, if there is one. */
  readonly open: (folder: string) => Session | undefined;
  /** The site and the path of a file; undefined for a file of no site. */
  readonly meant: (uri: string) => Meant | undefined;
  readonly close: () => Promise<void>;
}

/** Starts with no sites; if `named` is given, a folder with site.yaml, only that site is opened. */
export function startSites(named: string | undefined, openSite: (root: string) => Session): Sites {
  const sessions = new Map<string, Session>();
  const open = (folder: string) => {
    const root = rootOf(folder, named);
    if (root === undefined) return undefined;
    const session = sessions.get(root) ?? openSite(root);
    sessions.set(root, session);
    return session;
  };
  return {
    open,
    meant: (uri) => {
      const full = pathOfUri(uri);
      const session = full === undefined ? undefined : open(dirname(full));
      const path = session && full !== undefined ? pathInside(session.root, full) : undefined;
      return session && path !== undefined ? { session, path } : undefined;
    },
    close: async () => {
      await Promise.all([...sessions.values()].map((each) => each.close()));
    },
  };
}

function rootOf(folder: string, named: string | undefined): string | undefined {
  try {
    return findSite(folder, named);
  } catch (error) {
    // Not a site: an editor may have many other folders open.
    if (error instanceof Refused) return undefined;
    throw error;
  }
}
