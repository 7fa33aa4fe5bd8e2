import type { CodeText } from '../code-text.ts';

/** INC001–INC099: files and folders. */
export const fileCodes = {
  INC001: {
    severity: 'error',
    title: 'A folder name is no reference',
    why: 'The folder name of a report is its permanent name: it stands in addresses, feeds and the status API. It is a date and lower-case words, joined by hyphens.',
    fix: 'Rename the folder, for example to `2020-09-15-web-frontend`.',
  },
  INC002: {
    severity: 'error',
    title: 'A file name is no language',
    why: 'Each language of a report is one file, named by its language tag in the one canonical form (BCP 47). Two spellings of one language would be two pages.',
    fix: 'Rename the file to the tag the message names.',
  },
  INC003: {
    severity: 'error',
    title: 'A language is not configured',
    why: 'Pages are built for the languages of site.yaml. A text in any other would be written and never read.',
    fix: 'Add the language to `languages` in site.yaml, or delete the file.',
  },
  INC004: {
    severity: 'error',
    title: 'A file is too large',
    why: 'Large files are nearly always logs or data that got into a report by mistake, and they slow every reader and every build.',
    fix: 'Move data out of the report, or raise `limits.file_bytes` in site.yaml.',
  },
  INC005: {
    severity: 'error',
    title: 'A file is not UTF-8',
    why: 'Bytes that are no text would be shown as wrong letters, or not at all.',
    fix: 'Save the file again with the encoding UTF-8.',
  },
  INC006: {
    severity: 'error',
    title: 'A control character in a file',
    why: 'Control characters are invisible in most editors, have no meaning in a report, and break feeds.',
    fix: 'Delete it at the place the message names.',
  },
  INC007: {
    severity: 'error',
    title: 'A file cannot be read',
    why: 'A report that cannot be read cannot be published, and leaving it out silently would hide an incident.',
    fix: 'Do what the message says: correct the rights of the file, or replace the link by the file itself.',
  },
  INC008: {
    severity: 'error',
    title: 'A file that does not belong here',
    why: 'A folder of a report holds language files and pictures. Anything else is either misspelt or not meant to be published.',
    fix: 'Rename it if it is a language or a picture, or move it out of `incidents/`.',
  },
  INC009: {
    severity: 'error',
    title: 'A report without an original',
    why: 'The original holds the facts: state, instants, severity. It is the file in the default language of the site; or the only file; or the one that says `original: true`.',
    fix: 'Add the file in the default language, or `original: true` to the one the others are translated from.',
  },
  INC010: {
    severity: 'error',
    title: 'Two folders differ in capitals only',
    why: 'Some systems take them for one folder, and one report would replace the other.',
    fix: 'Rename one of them.',
  },
  INC020: {
    severity: 'error',
    title: 'A picture is not what its name says',
    why: 'Browsers are told the kind of a picture by its name and refuse what does not fit.',
    fix: 'Rename it, or save it again in one of the formats PNG, JPEG, GIF, WebP or AVIF.',
  },
  INC021: {
    severity: 'error',
    title: 'A picture is too large',
    why: 'Readers open reports on bad connections in the middle of an outage.',
    fix: 'Scale the picture down, or raise `limits.picture_bytes` in site.yaml.',
  },
  INC022: {
    severity: 'error',
    title: 'An SVG picture',
    why: 'SVG files can carry scripts, and everything a site serves from its own address is trusted by browsers.',
    fix: 'Save the picture as PNG or WebP.',
  },
} as const satisfies Record<string, CodeText>;
