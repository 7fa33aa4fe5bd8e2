import { createHmac, randomBytes } from 'node:crypto';
import type { Hmac } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { isSystemError } from '../system-errors.ts';

/** Bytes of a key. */
const SIZE = 32;

/**
 * Starts the seal of something that is kept between runs: nobody without the key can change it without being
 * noticed. Undefined if there is no key; then nothing is kept, and nothing trusted.
 */
export function startSeal(): Hmac | undefined {
  const key = sealingKey();
  return key === undefined ? undefined : createHmac('sha256', key);
}

/** The seal of bytes that are kept under a name. */
export function sealOf(name: string, bytes: Uint8Array): string | undefined {
  return startSeal()?.update(`${name}\n`).update(bytes).digest('hex');
}

/**
 * `INCIDENT_PRESS_CACHE_KEY`, for runs on several machines that share a cache; else the key of this user on
 * this machine. It is outside the site, so that it is not in an archive of a cache or in a repository.
 */
function sealingKey(): string | Uint8Array | undefined {
  const { INCIDENT_PRESS_CACHE_KEY: shared } = process.env;
  if (shared !== undefined && shared !== '') return shared;
  const folder = stateFolder();
  const known = keys.get(folder);
  if (known) return known;
  try {
    const key = readKey(folder) ?? makeKey(folder);
    if (key) keys.set(folder, key);
    return key;
  } catch (error) {
    if (isSystemError(error)) return undefined;
    throw error;
  }
}

/** The keys of this run by their folder, so that each is read once: a cache has a seal for each of its parts. */
const keys = new Map<string, Uint8Array>();

/** The folder for data that should survive a run but is not a setting (XDG base directories). */
function stateFolder(): string {
  const { XDG_STATE_HOME: state, LOCALAPPDATA: local } = process.env;
  const base = state || (process.platform === 'win32' && local) || join(homedir(), '.local', 'state');
  return join(base, 'incident-press');
}

function keyFile(folder: string): string {
  return join(folder, 'cache-key');
}

function readKey(folder: string): Uint8Array | undefined {
  try {
    const key = readFileSync(keyFile(folder));
    return key.length === SIZE ? key : undefined;
  } catch (error) {
    if (isSystemError(error) && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** If two runs both make the first key, the one that is read back counts. */
function makeKey(folder: string): Uint8Array | undefined {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const draft = `${keyFile(folder)}.${process.pid}.new`;
  writeFileSync(draft, randomBytes(SIZE), { mode: 0o600 });
  renameSync(draft, keyFile(folder));
  return readKey(folder);
}
