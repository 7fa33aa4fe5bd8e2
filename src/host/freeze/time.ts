import { currentInstant } from '../clock.ts';
import type { SourceFile } from '../../model/file.ts';
import { instantOf, secondsOf, TOLERANCE } from '../../model/instant.ts';
import type { Instant } from '../../model/instant.ts';
import { newestPublication } from '../../versions/site-ledger.ts';
import { readTypedTime } from '../../writing/typed-time.ts';
import { Refused } from '../refused.ts';

/** The time for new ledger lines: `at` as typed, or now. Throws Refused if it is in the future. */
export function timeOfPublication(at: string | undefined): Instant {
  const now = currentInstant();
  const published = at === undefined ? now : typedTime(at, now);
  if (published > instantOf(secondsOf(now) + TOLERANCE)) {
    throw new Refused(
      'usage',
      `${published} is in the future: it is only ${now} now`,
      'Say with `--at` when it was published, or leave it out.',
    );
  }
  return published;
}

/** Throws Refused if a ledger has a line later than this time, given `at` as typed: ledgers never go back. */
export function refuseEarlier(
  published: Instant,
  at: string | undefined,
  files: readonly SourceFile[],
): void {
  const newest = newestPublication(files);
  if (newest === undefined || published >= newest.published) return;
  throw new Refused(
    'usage',
    `${newest.file} has a line from ${newest.published}, but ${at === undefined ? 'the clock of this machine says' : 'this would be published at'} ${published}`,
    at === undefined
      ? 'Set the clock of this machine; if the line is from a machine whose clock was wrong, wait until that time.'
      : 'Publications only go forward: say a later time with `--at`.',
  );
}

function typedTime(text: string, now: Instant): Instant {
  const read = readTypedTime(text, { now, zone: 'UTC', looks: 'back' });
  if ('message' in read) throw new Refused('usage', `--at: ${read.message}`, read.hint);
  return read.instant;
}
