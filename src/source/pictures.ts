import { createRequire } from 'node:module';
import { diagnose } from '../diagnostics/diagnose.ts';
import { placeOf } from '../diagnostics/diagnostic.ts';
import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.ts';
import type { SourceFile } from '../model/file.ts';
import { sha256 } from './content-hash.ts';
import { inWords } from './decode.ts';
import type { Picture } from './request.ts';

const require = createRequire(import.meta.url);

/** The first bytes that a picture must have, by the extension of its name. */
const TYPES: Readonly<Record<string, string>> = {
  png: 'png',
  jpg: 'jpg',
  jpeg: 'jpg',
  gif: 'gif',
  webp: 'webp',
  avif: 'avif',
};

/** A screen has 2 to 8 million. */
const MOST_PIXELS = 50_000_000;

/** A Git LFS pointer is smaller than this (in bytes, Git LFS specification). */
const LARGEST_POINTER = 1_024;

/**
 * Reads a picture's kind and size in pixels from its first bytes, and the address that follows from its
 * content: `<sha256>.<extension>`. A file that is not the picture its name says is a diagnostic and no
 * picture.
 */
export function readPicture(file: SourceFile, limit: number): Outcome<Picture | undefined> {
  const extension = file.path.slice(file.path.lastIndexOf('.') + 1).toLowerCase();
  const expected = TYPES[extension];
  if (file.bytes.length > limit) {
    const size = inWords(file.bytes.length);
    return refuse(
      diagnose(
        'INC021',
        placeOf(file.path),
        `This picture has ${size}; at most ${inWords(limit)} are allowed`,
      ),
    );
  }
  if (isPointer(file.bytes)) {
    return refuse(
      diagnose(
        'INC517',
        placeOf(file.path),
        undefined,
        'Fetch the pictures with `git lfs pull`; in CI, check out the repository with LFS.',
      ),
    );
  }
  const found = measure(file.bytes);
  if (!found || expected === undefined || found.type !== expected) {
    return refuse(notThatPicture(file.path, extension, found?.type));
  }
  if (found.width * found.height > MOST_PIXELS) {
    return refuse(
      diagnose(
        'INC021',
        placeOf(file.path),
        `This picture has ${found.width} × ${found.height} pixels; at most 50 million are allowed`,
        'Scale it down: browsers need four bytes of memory for each pixel.',
      ),
    );
  }
  const address = `${sha256(file.bytes)}.${expected}`;
  return { value: { address, width: found.width, height: found.height }, diagnostics: [] };
}

/** True for bytes that are a picture of the kind its extension says, as `readPicture` checks. */
export function isPictureNamed(name: string, bytes: Uint8Array): boolean {
  const ending = name.slice(name.lastIndexOf('.') + 1);
  return TYPES[ending] === ending && measure(bytes)?.type === ending;
}

/** The way out if Git LFS holds a published file: the record must not depend on another server. */
export const FETCH_POINTERS =
  'Fetch it with `git lfs pull`; better, take published/ out of LFS in .gitattributes.';

/** The start of the file that Git LFS leaves in place of one it has not fetched. */
export function isPointer(bytes: Uint8Array): boolean {
  return (
    bytes.length < LARGEST_POINTER &&
    new TextDecoder().decode(bytes).startsWith('version https://git-lfs.github.com/spec/')
  );
}

function measure(bytes: Uint8Array): { type: string; width: number; height: number } | undefined {
  // Loaded only now: most runs have no picture to read.
  const { imageSize } = require('image-size') as typeof import('image-size');
  try {
    const { type, width, height } = imageSize(bytes);
    const isSize = [width, height].every((side) => Number.isSafeInteger(side) && side >= 1);
    return type === undefined || !isSize ? undefined : { type, width, height };
  } catch {
    // The library throws for whatever it does not know.
    return undefined;
  }
}

function notThatPicture(path: string, extension: string, type: string | undefined): Diagnostic {
  const what = type === undefined ? 'is not a picture that can be shown' : `is a ${type} picture`;
  const hint =
    type === undefined
      ? 'Save it again as PNG, JPEG, GIF, WebP or AVIF.'
      : `Rename it so that it ends in \`.${type}\`.`;
  return diagnose('INC020', placeOf(path), `The name ends in \`.${extension}\`, but the file ${what}`, hint);
}

function refuse(diagnostic: Diagnostic): Outcome<undefined> {
  return { value: undefined, diagnostics: [diagnostic] };
}
