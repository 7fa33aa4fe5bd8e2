import type { CodeText } from '../code-text.ts';

/** INC400–INC499: translations, and what reports say of each other. */
export const translationCodes = {
  INC401: {
    severity: 'error',
    title: 'A translation contradicts a fact of the original',
    why: 'Facts (state, instants, severity, services, data loss) are the same in all languages. Two files that state two values for one fact would show two truths to two readers.',
    fix: 'Delete the line from the translation: the fact is inherited. If the original is wrong, correct it there.',
  },
  INC402: {
    severity: 'error',
    title: 'A translated entry answers no entry of the original',
    why: 'A translation adds words to the timeline of the original, never entries. The instant in `at` joins the two.',
    fix: 'Copy `at` from the entry that is translated, or add the entry to the original first.',
  },
  INC403: {
    severity: 'warning',
    title: 'A timeline entry is not translated',
    why: 'Readers get that entry in the original language, marked as such. Nothing is hidden from them, but it is harder to read.',
    fix: 'Add an entry with the same `at` and a translated `title`.',
  },
  INC404: {
    severity: 'error',
    title: 'A translation is ahead of the original',
    why: 'The version of a translation says which version of the original it tells. A version that does not exist cannot be told.',
    fix: 'Set `version` to the version of the original that was translated.',
  },
  INC405: {
    severity: 'error',
    title: 'A translation has more actions than the original',
    why: 'Actions are joined by their order. One that the original lacks has no owner, no date and nothing to stand beside.',
    fix: 'Add the action to the original, or delete it from the translation.',
  },
  INC406: {
    severity: 'warning',
    title: 'A translation has no title yet',
    why: 'A translation that was begun with `translate` and has no title is not shown: readers get the original, as if the file were not there.',
    fix: 'Write the title. Everything else that is not translated yet stays in the original language, marked as such.',
  },
  INC410: {
    severity: 'error',
    title: 'A link leads to a report that does not exist',
    why: 'A reader who follows it in the middle of an outage would meet an error page.',
    fix: 'Correct the reference (the folder name of the other report) or delete the link.',
  },
  INC411: {
    severity: 'error',
    title: '`related` names a report that does not exist',
    why: 'Related reports are listed below the article with their titles, which only an existing report has.',
    fix: 'Correct the reference (the folder name of the other report) or delete it.',
  },
} as const satisfies Record<string, CodeText>;
