import type { CodeText } from '../code-text.ts';

/** INC300–INC399: Markdown bodies and entry texts. */
export const markdownCodes = {
  INC301: {
    severity: 'warning',
    title: 'Raw HTML is left out',
    why: 'Reports are written in Markdown. HTML could carry scripts, so that none of it reaches the site; the text between the tags stays.',
    fix: 'Say it in Markdown: tables, alerts, footnotes and code blocks are all there. In running text, put `<` between backticks.',
  },
  INC302: {
    severity: 'error',
    title: 'A link leads where no link may lead',
    why: 'Links may lead to web pages (`https:`, `http:`), to mail addresses (`mailto:`), to other reports and to headings of the same report. Anything else could run code in a reader’s browser or lead nowhere.',
    fix: 'Give the full address with `https://`, or link another report as `../<reference>/en.md`.',
  },
  INC303: {
    severity: 'error',
    title: 'A picture does not exist',
    why: 'Readers would see a broken picture. Pictures lie beside the text, in the folder of the report.',
    fix: 'Put the file into the folder of the report, or correct the name.',
  },
  INC304: {
    severity: 'error',
    title: 'A picture from another site',
    why: 'A page of an incident must not depend on somebody else’s server, nor tell it who reads.',
    fix: 'Save the picture in the folder of the report and name it without an address.',
  },
  INC305: {
    severity: 'warning',
    title: 'A picture without a description',
    why: 'Readers who cannot see the picture get the description; without one they get nothing.',
    fix: 'Say between the square brackets what the picture shows: `![Errors rose from 0 to 12 % at 11:00](graph.png)`.',
  },
  INC306: {
    severity: 'warning',
    title: 'A link to a heading that does not exist',
    why: 'The link would do nothing.',
    fix: 'Use the words of the heading in lower case with hyphens, or the anchor of a timeline entry.',
  },
  INC310: {
    severity: 'error',
    title: 'The text is nested too deeply',
    why: 'Lists, quotes or brackets inside each other far beyond what a reader could follow take a very long time to parse.',
    fix: 'Remove the repeated characters; more levels than `limits.nesting` in site.yaml are refused.',
  },
  INC311: {
    severity: 'error',
    title: 'The text takes too much time or memory to parse',
    why: 'One report must not hold up the others. Parsing is stopped after `limits.parse_time` milliseconds, or when it has used up its memory.',
    fix: 'Look for very long runs of brackets, asterisks, backticks or list marks and remove them.',
  },
} as const satisfies Record<string, CodeText>;
