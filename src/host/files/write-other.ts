import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { SourceFile } from '../../model/file.ts';
import type { OtherFile } from '../../writing/other-file.ts';
import { createFile, replaceFile } from './write.ts';

/**
 * Writes a file that changes together with a text, or removes it. False if it is no longer what `files` have:
 * then it is left alone.
 */
export function writeOther(root: string, { path, text }: OtherFile, files: readonly SourceFile[]): boolean {
  const place = join(root, path);
  const before = files.find((file) => file.path === path)?.bytes;
  if (before === undefined) return text === undefined || createFile(place, text);
  if (text !== undefined) return replaceFile(place, before, text);
  if (!readFileSync(place).equals(before)) return false;
  rmSync(place);
  return true;
}
