import { Refused } from '../../host/refused.ts';
import { wrongInBucket } from './bucket-name.ts';

/** Where a site is published to, as given with `--target`. */
export type Target =
  | { readonly kind: 'folder'; readonly path: string }
  | { readonly kind: 's3'; readonly bucket: string; readonly prefix: string }
  | { readonly kind: 'command'; readonly words: readonly string[] };

/** Reads `folder:PATH`, `s3://BUCKET/PREFIX` or `command:WORDS`. Throws Refused. */
export function parseTarget(text: string): Target {
  if (text.startsWith('folder:') && text.length > 'folder:'.length)
    return { kind: 'folder', path: text.slice('folder:'.length) };
  if (text.startsWith('s3://')) return parseBucket(text);
  if (text.startsWith('command:')) {
    const words = splitWords(text.slice('command:'.length));
    if (words.length > 0) return { kind: 'command', words };
  }
  throw new Refused(
    'usage',
    `--target: \`${text.split(':')[0]}\` is not a kind of target`,
    'Write `folder:PATH`, `s3://BUCKET/PREFIX` or `command:PROGRAM ARGUMENTS`.',
  );
}

/**
 * Splits words at spaces. Quotation marks, single or double, keep spaces in a word; nothing else has a
 * meaning, since no shell reads it. Throws Refused for an unpaired quotation mark.
 */
export function splitWords(text: string): string[] {
  const words = [...text.matchAll(/(?:"[^"]*"|'[^']*'|[^\s"'])+|["']/g)].map(([word]) => word);
  if (words.some((word) => word === '"' || word === "'")) {
    throw new Refused(
      'usage',
      'A quotation mark is not closed',
      'Close it, or put quotation marks of the other kind around it.',
    );
  }
  return words.map((word) =>
    word.replace(/"([^"]*)"|'([^']*)'/g, (_, double?: string, single?: string) => double ?? single ?? ''),
  );
}

function parseBucket(text: string): Target {
  const [, bucket = '', prefix = ''] = /^s3:\/\/([^/]*)\/?(.*)$/.exec(text) ?? [];
  const wrong = wrongInBucket(bucket);
  if (wrong !== undefined) {
    throw new Refused(
      'usage',
      bucket === '' ? `--target: ${wrong}` : `--target: the bucket \`${bucket}\` ${wrong}`,
      hintFor(bucket, prefix),
    );
  }
  const parts = prefix.split('/').filter(Boolean);
  if (parts.some((part) => part === '.' || part === '..')) {
    throw new Refused('usage', '--target: the prefix has `.` or `..` in it', 'Write `s3://BUCKET/PREFIX`.');
  }
  return { kind: 's3', bucket, prefix: parts.map((part) => `${part}/`).join('') };
}

/** Stores keep names in lower case, so a name with capital letters can only mean the lower-case one. */
function hintFor(bucket: string, prefix: string): string {
  const small = bucket.toLowerCase();
  return bucket !== small && wrongInBucket(small) === undefined
    ? `Write \`s3://${small}${prefix && `/${prefix}`}\`.`
    : 'Write `s3://BUCKET/PREFIX` with the name as your store shows it.';
}
