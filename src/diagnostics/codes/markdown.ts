import type { CodeText } from '../code-text.ts';

/** INC300–INC399: Markdown bodies and entry texts. */
export const markdownCodes = {
  INC301: {
    severity: 'warning',
    title: 'Raw HTML is left out',
    why: 'Reports are written in Markdown. HTML could carry scripts, so none of it reaches the site; the text between the tags stays.',
    fix: 'Use Markdown instead: it has tables, alerts, footnotes and code blocks. To show a `<` in running text, put it in backticks.',
  },
  INC302: {
    severity: 'error',
    title: 'A link leads somewhere links must not lead',
    why: 'Links may lead to web pages (`https:`, `http:`), to mail addresses (`mailto:`), to other reports and to headings of the same report. Anything else could run code in a reader’s browser or lead nowhere.',
    fix: 'Write the full address with `https://`, or link to another report as `../<reference>/en.md`.',
  },
  INC303: {
    severity: 'error',
    title: 'A picture does not exist',
    why: 'Readers would see a broken picture. Pictures belong next to the text, in the folder of the report.',
    fix: 'Put the file in the folder of the report, or correct the name.',
  },
  INC304: {
    severity: 'error',
    title: 'A picture is on another site',
    why: 'The page of an incident must not depend on somebody else’s server, nor tell that server who reads it.',
    fix: 'Save the picture in the folder of the report and write `![…](picture.png)`.',
  },
  INC305: {
    severity: 'warning',
    title: 'This picture has no description',
    why: 'Readers who cannot see the picture get its description; without one they get nothing.',
    fix: 'Say in the square brackets what the picture shows: `![Errors rose from 0 to 12 % at 11:00](graph.png)`.',
  },
  INC306: {
    severity: 'warning',
    title: 'A link leads to a heading that does not exist',
    why: 'The link would do nothing.',
    fix: 'Use the words of the heading in lower case with hyphens, or the anchor of a timeline entry.',
  },
  INC310: {
    severity: 'error',
    title: 'This text is nested too deeply',
    why: 'Lists, quotes or brackets nested far deeper than any reader could follow take a very long time to parse.',
    fix: 'Remove the repeated characters; `limits.nesting` in site.yaml is the number of levels allowed.',
  },
  INC311: {
    severity: 'error',
    title: 'The text takes too much time or memory to parse',
    why: 'One report must not hold up the others. Parsing stops after `limits.parse_time` milliseconds, or when it runs out of memory.',
    fix: 'Look for very long runs of brackets, asterisks, backticks or list marks and remove them.',
  },
} as const satisfies Record<string, CodeText>;
