import type { CodeText } from '../code-text.ts';

/** INC400–INC499: translations, and what reports say about each other. */
export const translationCodes = {
  INC401: {
    severity: 'error',
    title: 'A translation contradicts a fact of the original',
    why: 'Facts (state, times, severity, services, data loss) are the same in all languages. Two values for one fact would tell two readers two different things.',
    fix: 'Delete the line: the translation takes facts from the original. If the original is wrong, correct it there.',
  },
  INC402: {
    severity: 'error',
    title: 'A translated entry is not in the original',
    why: 'A translation adds words to the timeline of the original, never entries. The time in `at` says which entry is translated.',
    fix: 'Copy `at` from the entry that is translated, or add the entry to the original first.',
  },
  INC403: {
    severity: 'warning',
    title: 'Texts of a report are not translated yet',
    why: 'Readers get those texts in the original language, marked as such. Nothing is hidden from them, but it is harder to read.',
    fix: 'Write them in the file; `incident-press translate` adds the entries that are not in the file yet.',
  },
  INC404: {
    severity: 'error',
    title: 'A translation is ahead of the original',
    why: 'The version of a translation says which version of the original it translates, and there is no such version yet.',
    fix: 'Set `version` to the version of the original that was translated.',
  },
  INC405: {
    severity: 'error',
    title: 'A translation has more actions than the original',
    why: 'Actions are matched by their order. The extra one matches nothing, so it has no owner and no date.',
    fix: 'Add the action to the original, or delete it from the translation.',
  },
  INC406: {
    severity: 'warning',
    title: 'This translation has no title yet, so readers get the original',
    why: 'A translation is not shown until it has a title; `translate` leaves it empty for you to fill in.',
    fix: 'Write the title after `title:`. Whatever else is not translated yet is shown in the original language, marked as such.',
  },
  INC410: {
    severity: 'error',
    title: 'A link leads to a report that does not exist',
    why: 'A reader who follows it in the middle of an outage would get an error page.',
    fix: 'Correct the reference (the folder name of the other report) or delete the link.',
  },
  INC411: {
    severity: 'error',
    title: '`related` names a report that does not exist',
    why: 'Related reports are listed below the article by their titles, and only an existing report has one.',
    fix: 'Correct the reference (the folder name of the other report) or delete it.',
  },
} as const satisfies Record<string, CodeText>;
