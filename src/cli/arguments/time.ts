import { confirm, isCancel } from '@clack/prompts';
import { hang } from '../../diagnostics/formats/wrap.ts';
import { Refused } from '../../host/refused.ts';
import { secondsOf, TOLERANCE } from '../../model/instant.ts';
import type { Instant } from '../../model/instant.ts';
import type { Site } from '../../source/site-schema.ts';
import { oddTimes } from '../../writing/odd-times.ts';
import { describeTime, readTypedTime } from '../../writing/typed-time.ts';
import type { TypedAgainst } from '../../writing/typed-time.ts';
import type { World } from '../world.ts';

/** The terminal, if there is a person to ask and to tell what was assumed. */
type Asked = Pick<World, 'input' | 'stderr'>;

/** The clock, and the site whose time zone applies to a time without one. */
export interface Present {
  readonly now: Instant;
  readonly site: Pick<Site, 'timeZone'>;
}

/** The time that `--at` says something happened at. What was assumed is printed. Throws Refused. */
export async function readPastTime(text: string, { now, site }: Present, world: Asked): Promise<Instant> {
  const against = { now, zone: site.timeZone ?? 'UTC', looks: 'back' } as const;
  const instant = await readTime('--at', text, against, world);
  if (secondsOf(instant) <= secondsOf(now) + TOLERANCE) return instant;
  throw new Refused(
    'usage',
    `--at ${text} has not happened yet: ${describeTime(instant, against)}`,
    'An entry says what has happened. What is planned goes into `--start` and `--end`.',
  );
}

/**
 * The time of something in the future, such as `--next`: the next such time. Throws Refused if it has passed.
 */
export async function readTimeAhead(
  option: string,
  text: string,
  { now, site, from }: Present & { readonly from?: Instant | undefined },
  world: Asked,
): Promise<Instant> {
  const against = { now, zone: site.timeZone ?? 'UTC', looks: 'ahead', from } as const;
  const instant = await readTime(option, text, against, world);
  if (instant > now) return instant;
  throw new Refused(
    'usage',
    `${option} ${text} has passed: ${describeTime(instant, against)}`,
    `Write a time in the future, such as \`${option} +30m\`.`,
  );
}

/**
 * The time that an option names (`readTypedTime` says how). What was assumed is printed in full; if another
 * day may be meant, a person at a terminal is asked, and a script has to write the date. Throws Refused.
 */
export async function readTime(
  option: string,
  text: string,
  against: TypedAgainst,
  world: Asked,
): Promise<Instant> {
  const read = readTypedTime(text, against);
  if ('message' in read) throw new Refused('usage', `${option}: ${read.message}`, read.hint);
  const words = describeTime(read.instant, against);
  if (read.isDoubtful && !(await isMeant(`${option} ${text} is ${words}. Is that what you mean?`, world))) {
    throw new Refused(
      'usage',
      `${option} ${text} would be ${words}`,
      `If that is meant, write it in full: \`${option} ${read.instant}\`.`,
    );
  }
  if (read.isAssumed && !read.isDoubtful)
    world.stderr.write(`${hang('time   ', `${option} ${text} is ${words}`, world.stderr.columns)}\n`);
  return read.instant;
}

async function isMeant(message: string, { input, stderr }: Asked): Promise<boolean> {
  if (input?.isTerminal !== true || !stderr.isTerminal) return false;
  const answer = await confirm({ message });
  return !isCancel(answer) && answer;
}

/** Points out what is unusual about the time of a new entry; `first` is that of the first entry so far. */
export function sayOddTimes(
  at: Instant,
  { now, site }: Present,
  first: Instant | undefined,
  { stderr }: Pick<World, 'stderr'>,
): void {
  for (const note of oddTimes(at, { now, zone: site.timeZone ?? 'UTC' }, first))
    stderr.write(`${hang('note   ', note, stderr.columns)}\n`);
}
