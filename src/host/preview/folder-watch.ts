import { lstatSync, readdirSync, watch } from 'node:fs';
import type { FSWatcher } from 'node:fs';
import { join } from 'node:path';
import { startPausing } from '../pause.ts';
import { isCode } from '../system-errors.ts';

export interface FolderEvents {
  /** False for a path that does not matter; nothing below it is watched either. */
  readonly isWanted: (path: string) => boolean;
  /** Something happened to this path; undefined if it is not known to which, or to a whole folder. */
  readonly onEvent: (path: string | undefined) => void;
  /** All folders are watched now, at first or after some appeared; changes until then may be unnoticed. */
  readonly onReady: () => void;
  /** The system does not let a folder be watched. */
  readonly onError: (error: unknown) => void;
}

export interface FolderWatch {
  /** Also watches a folder that has only become wanted now, and those on the way to it. */
  readonly add: (path: string) => void;
  readonly close: () => void;
}

/**
 * Watches a folder and all below it that are wanted; paths are relative to it. There may be tens of thousands,
 * so this goes on in small pieces while other work is done. chokidar was fifteen times as slow, since it looks at
 * each file too, and kept `dev` busy for seconds after it had started.
 */
export function watchFolders(root: string, events: FolderEvents): FolderWatch {
  const watches = new FolderWatches(root, events);
  watches.add('');
  return watches;
}

interface Watched {
  readonly watcher: FSWatcher;
  /** The names of the folders in it that are watched. */
  readonly below: Set<string>;
}

class FolderWatches implements FolderWatch {
  readonly #root: string;
  readonly #events: FolderEvents;
  /** By path; that of the root is empty. */
  readonly #folders = new Map<string, Watched>();
  readonly #waiting: string[] = [];
  #isBusy = false;

  constructor(root: string, events: FolderEvents) {
    this.#root = root;
    this.#events = events;
  }

  add(path: string): void {
    const names = path.split('/');
    // The outermost one comes first.
    for (let end = names.length; end > 0; end -= 1) this.#waiting.push(names.slice(0, end).join('/'));
    void this.#work();
  }

  close(): void {
    this.#waiting.length = 0;
    this.#drop('');
  }

  async #work(): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    const pause = startPausing();
    let isMore = false;
    for (let path = this.#waiting.pop(); path !== undefined; path = this.#waiting.pop()) {
      isMore = this.#watch(path) || isMore;
      await pause();
    }
    this.#isBusy = false;
    if (isMore && this.#folders.size > 0) this.#events.onReady();
  }

  /** Watches a folder, and remembers the folders in it for later. False if it was watched before or is not there. */
  #watch(path: string): boolean {
    const above = this.#folders.get(parentOf(path));
    if (this.#folders.has(path) || (path !== '' && !above)) return false;
    try {
      const full = join(this.#root, path);
      const watcher = watch(full, (event, name) => this.#hear(path, event, name));
      watcher.on('error', (error) => this.#fail(path, error));
      this.#folders.set(path, { watcher, below: new Set() });
      above?.below.add(nameOf(path));
      // It is read after it is watched, so that no folder is missed; the first one in it is next.
      for (const entry of readdirSync(full, { withFileTypes: true }).toReversed()) {
        const below = inside(path, entry.name);
        if (entry.isDirectory() && this.#events.isWanted(below)) this.#waiting.push(below);
      }
    } catch (error) {
      this.#fail(path, error);
    }
    return this.#folders.has(path);
  }

  #hear(folder: string, event: string, name: string | null): void {
    const path = name === null ? undefined : inside(folder, name);
    if (path !== undefined && !this.#events.isWanted(path)) return;
    this.#events.onEvent(path);
    // Something came or went under this name: it may be another folder than before.
    if (path !== undefined && event === 'rename') this.#follow(path);
  }

  #follow(path: string): void {
    const isFolder = lstatSync(join(this.#root, path), { throwIfNoEntry: false })?.isDirectory() ?? false;
    if (!isFolder && !this.#folders.has(path)) return;
    this.#drop(path);
    this.#events.onEvent(undefined);
    if (!isFolder) return;
    this.#waiting.push(path);
    void this.#work();
  }

  /** Ends the watches of a folder and all below it. */
  #drop(path: string): void {
    const { watcher, below } = this.#folders.get(path) ?? {};
    for (const name of below ?? []) this.#drop(inside(path, name));
    this.#folders.get(parentOf(path))?.below.delete(nameOf(path));
    this.#folders.delete(path);
    watcher?.close();
  }

  /** A folder that has just gone is no error: the one above it is told. */
  #fail(path: string, error: unknown): void {
    const stat = lstatSync(join(this.#root, path), { throwIfNoEntry: false });
    if (!stat?.isDirectory() || isCode(error, 'ENOENT', 'ENOTDIR')) return;
    this.#events.onError(error);
  }
}

function inside(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
