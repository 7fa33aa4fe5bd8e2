import type { CodeText } from '../code-text.ts';

/** INC001–INC099: files and folders. */
export const fileCodes = {
  INC001: {
    severity: 'error',
    title: 'A folder name is not a reference',
    why: 'The folder name of a report is its permanent name: it is part of addresses, feeds and the status API. It is a date and a few lower-case words, joined by hyphens.',
    fix: 'Rename the folder, for example to `2020-09-15-web-frontend`.',
  },
  INC002: {
    severity: 'error',
    title: 'A file is not named after a language',
    why: 'Each language of a report is one file, named by its language tag in its one standard form (BCP 47). Two spellings of one language would make two pages.',
    fix: 'Rename the file to the tag in the message.',
  },
  INC003: {
    severity: 'error',
    title: 'A language is not configured',
    why: 'Pages are built only for the languages listed in site.yaml. A text in any other language would never be shown.',
    fix: 'Add the language to `languages` in site.yaml, or delete the file.',
  },
  INC004: {
    severity: 'error',
    title: 'A file is too large',
    why: 'Large files are nearly always logs or data that got into a report by mistake, and they slow down every reader and every build.',
    fix: 'Move the data out of the report, or raise `limits.file_bytes` in site.yaml.',
  },
  INC005: {
    severity: 'error',
    title: 'A file is not UTF-8',
    why: 'Text in another encoding would be shown with wrong characters, or not at all.',
    fix: 'Save the file again with the encoding UTF-8.',
  },
  INC006: {
    severity: 'error',
    title: 'A file contains a control character',
    why: 'Control characters are invisible in most editors, mean nothing in a report, and break feeds.',
    fix: 'Delete it at the place the message gives.',
  },
  INC007: {
    severity: 'error',
    title: 'A file cannot be read',
    why: 'A report that cannot be read cannot be published, and leaving it out silently would hide an incident.',
    fix: 'Correct the permissions of the file, or replace the link with the file itself.',
  },
  INC008: {
    severity: 'error',
    title: 'A file does not belong here',
    why: 'The folder of a report holds its language files and its pictures. Anything else is either misspelt or not meant to be published.',
    fix: 'Rename it if it is a language file or a picture, or move it out of incidents/.',
  },
  INC009: {
    severity: 'error',
    title: 'A report has no original',
    why: 'The original holds the facts: state, times, severity. It is the file in the default language of the site, or the only file, or the one that says `original: true`.',
    fix: 'Add the file in the default language, or add `original: true` to the one the others are translated from.',
  },
  INC010: {
    severity: 'error',
    title: 'Two folders differ only in upper and lower case',
    why: 'Some systems treat them as one folder, and one report would replace the other.',
    fix: 'Rename one of them.',
  },
  INC011: {
    severity: 'error',
    title: 'A merge conflict is not resolved',
    why: 'Two people changed the same lines, and git kept both versions, marked with `<<<<<<<`, `=======` and `>>>>>>>`. Readers would see both versions and the markers, and a frozen version cannot be withdrawn from the history.',
    fix: 'Keep the text you want, and delete the three lines that git added. To show such lines as an example, indent them by a space.',
  },
  INC012: {
    severity: 'error',
    title: 'A character is not the plain one it looks like',
    why: 'Keyboards and word processors type no-break spaces, long dashes, curly quotation marks and invisible characters. YAML understands only the plain ones.',
    fix: 'Write the line as the hint shows it; `check --fix` does so.',
  },
  INC013: {
    severity: 'error',
    title: 'A folder of the site is a file or a link',
    why: 'A site is read from `incidents/` and `published/`. Git does not follow links, so what is behind one would never be committed; and with a file in place of the folder, every report would seem to be gone.',
    fix: 'Remove it and put the folder itself there. What was committed comes back with `git checkout HEAD -- published`.',
  },
  INC020: {
    severity: 'error',
    title: 'A picture is not what its name says',
    why: 'Browsers are told what kind of picture it is by its name, and refuse one that does not match.',
    fix: 'Rename it, or save it again as PNG, JPEG, GIF, WebP or AVIF.',
  },
  INC021: {
    severity: 'error',
    title: 'A picture is too large',
    why: 'People open reports on bad connections in the middle of an outage.',
    fix: 'Scale the picture down, or raise `limits.picture_bytes` in site.yaml.',
  },
  INC022: {
    severity: 'error',
    title: 'SVG pictures are not published',
    why: 'SVG files can carry scripts, and browsers trust everything that a site serves from its own address.',
    fix: 'Save the picture as PNG or WebP.',
  },
} as const satisfies Record<string, CodeText>;
