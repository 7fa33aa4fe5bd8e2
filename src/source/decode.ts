import { diagnose } from '../diagnostics/diagnose.ts';
import { placeOf } from '../diagnostics/diagnostic.ts';
import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.ts';
import type { SitePath } from '../model/file.ts';

/**
 * The text of a file: UTF-8 without a byte order mark, lines ending in LF. A file that is something
 * else, empty or larger than `limit` bytes gives a diagnostic at its line instead.
 */
export function decode(file: SitePath, bytes: Uint8Array, limit: number): Outcome<string | undefined> {
  if (bytes.length > limit) return fail(tooLarge(file, bytes.length, limit));
  const text = decodeUtf8(bytes);
  if (text === undefined) return fail(notUtf8(file, bytes));
  const lines = text.replaceAll(/\r\n?/g, '\n');
  if (lines.trim() === '') return fail(empty(file));
  const control = findControl(lines);
  if (control !== undefined) return fail(controlCharacter(file, lines, control));
  return { value: lines, diagnostics: [] };
}

/** One byte order mark is dropped; a second one stays and is found as a strange first line. */
function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** The first control character (C0, DEL, C1) that is neither a tab nor a line end. */
function findControl(text: string): number | undefined {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if ((code < 0x20 && code !== 0x09 && code !== 0x0a) || (code >= 0x7f && code <= 0x9f)) return at;
  }
  return undefined;
}

function tooLarge(file: SitePath, size: number, limit: number): Diagnostic {
  return diagnose(
    'INC004',
    placeOf(file),
    `This file has ${inWords(size)}; at most ${inWords(limit)} are allowed`,
  );
}

function notUtf8(file: SitePath, bytes: Uint8Array): Diagnostic {
  const before = new TextDecoder('utf-8').decode(bytes);
  const at = before.indexOf('\uFFFD');
  return diagnose(
    'INC005',
    { file, ...positionOf(before, Math.max(0, at)) },
    'This file is not UTF-8 from here on',
  );
}

function empty(file: SitePath): Diagnostic {
  return diagnose('INC100', placeOf(file));
}

function controlCharacter(file: SitePath, text: string, at: number): Diagnostic {
  const code = text.charCodeAt(at).toString(16).toUpperCase().padStart(4, '0');
  return diagnose(
    'INC006',
    { file, ...positionOf(text, at) },
    `There is a control character here (U+${code})`,
    'Delete it; it is invisible in most editors.',
  );
}

/** Line and column, both from 1, of an offset in a text with LF line ends. */
export function positionOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  return { line, column: offset - before.lastIndexOf('\n') };
}

/** A size in words. */
export function inWords(bytes: number): string {
  if (bytes < 10_240) return `${bytes} bytes`;
  return bytes < 1_048_576 ? `${Math.ceil(bytes / 1024)} KiB` : `${(bytes / 1_048_576).toFixed(1)} MiB`;
}

function fail(diagnostic: Diagnostic): Outcome<undefined> {
  return { value: undefined, diagnostics: [diagnostic] };
}
