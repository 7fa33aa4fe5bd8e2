import { diagnose } from '../../diagnostics/diagnose.ts';
import { placeOf } from '../../diagnostics/diagnostic.ts';
import type { Diagnostic, Edit, Place } from '../../diagnostics/diagnostic.ts';
import type { Original } from '../../model/edition.ts';
import type { Range } from '../../model/range.ts';
import type { SitePath } from '../../model/file.ts';
import type { TextHistory } from '../../model/history.ts';
import { parseInstant, secondsBetween, TOLERANCE } from '../../model/instant.ts';
import type { Instant } from '../../model/instant.ts';
import type { Outline } from '../../model/row.ts';
import { formatVersion } from '../../model/version.ts';
import { bookkeepingEdits, statedUpdate } from '../../versions/bookkeeping.ts';
import type { LiveText } from '../../versions/live-text.ts';
import { writtenEdit } from '../../versions/written-edit.ts';

/** The parts of a live original that can only be checked if the present is known, with their places. */
export interface DatedText {
  readonly file: SitePath;
  readonly times: readonly DatedTime[];
  /**
   * Set if nothing in it is newer than what is published: the time of the change has to be written as its
   * last update.
   */
  readonly due: DueUpdate | undefined;
}

interface DatedTime {
  readonly key: 'at' | 'last_update';
  readonly time: Instant;
  readonly range: Range | undefined;
  /** The edit that removes it, if the file is valid without it. */
  readonly removal?: Edit | undefined;
}

interface DueUpdate {
  readonly place: Place;
  /** The version before, by its name. */
  readonly last: string;
  /** The edit that writes `last_update`, except the time, which goes between the two halves of its text. */
  readonly write: (Pick<Edit, 'place'> & { readonly halves: readonly [string, string] }) | undefined;
}

/**
 * The parts of a live text that depend on the present; `history` has its published editions and the pending
 * one.
 */
export function datedText({ edition, text }: LiveText, history: TextHistory | undefined): DatedText {
  const { timeline, file, places } = edition as Original;
  const stated = statedUpdate(edition);
  const isDue = history?.bookkeeping?.lastUpdate === 'now';
  return {
    file,
    times: [
      ...timeline.map(({ at }, index): DatedTime => ({
        key: 'at',
        time: at,
        range: places[`timeline.${index}.at`],
      })),
      ...(stated === undefined
        ? []
        : [
            {
              key: 'last_update',
              time: stated,
              range: places['last_update'],
              removal: writtenEdit(file, text, [{ kind: 'remove', key: 'last_update' }]),
            } as const,
          ]),
    ],
    due: isDue ? dueUpdate(edition as Original, text, history) : undefined,
  };
}

const SOME_TIME = parseInstant('1970-01-01T00:00:00Z');

function dueUpdate({ file, places }: Original, text: string, { editions }: TextHistory): DueUpdate {
  const edits = bookkeepingEdits({ version: undefined, lastUpdate: 'now', clearsChanges: false }, SOME_TIME);
  const edit = writtenEdit(file, text, edits);
  const [before = '', after = ''] = edit?.text.split(SOME_TIME ?? '') ?? [];
  const last = editions.at(-2);
  return {
    place: placeOf(file, places['last_update'] ?? places['version']),
    last: last ? formatVersion(last.version) : '',
    write: edit && { place: edit.place, halves: [before, after] },
  };
}

/**
 * Problems of a report that depend on the present. `dated` is its live text, if that was read again; a text
 * unchanged since publication has no places.
 */
export function checkClock({ original }: Outline, dated: DatedText | undefined, now: Instant): Diagnostic[] {
  const times: readonly DatedTime[] =
    dated?.times ?? original.timeline.map(({ at }) => ({ key: 'at', time: at, range: undefined }));
  const ahead = times.filter(({ time }) => secondsBetween(now, time) > TOLERANCE);
  return [
    ...ahead.map((each) => inFuture(original.file, each, now)),
    ...(dated?.due && ahead.length === 0 ? [unsaidUpdate(dated.due, now)] : []),
  ];
}

function inFuture(file: SitePath, { key, time, range, removal }: DatedTime, now: Instant): Diagnostic {
  return diagnose(
    'INC212',
    placeOf(file, range),
    `\`${key}: ${time}\` has not happened yet: it is now ${now}`,
    key === 'at'
      ? 'Correct the time (are the zone and the year right?). Future work goes into `planned`.'
      : {
          text: 'Delete the line: without it, the newest entry counts, or the time at which this is published.',
          write: removal,
        },
  );
}

function unsaidUpdate({ place, last, write }: DueUpdate, now: Instant): Diagnostic {
  const text = `Say when it was changed: \`last_update: ${now}\`.`;
  return diagnose(
    'INC509',
    place,
    `Nothing in this text is newer than version ${last}`,
    write ? { text, write: { place: write.place, text: write.halves.join(now) } } : text,
  );
}
