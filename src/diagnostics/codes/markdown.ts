import type { CodeText } from '../code-text.ts';

/** INC300–INC399: Markdown bodies and entry texts. */
export const markdownCodes = {
  INC301: {
    severity: 'warning',
    title: 'Raw HTML is left out',
    why: 'Reports are written in Markdown. HTML could carry scripts, so only `<br>`, `<details>`, `<summary>`, `<kbd>`, `<sub>` and `<sup>` reach the site, without attributes and each with its closing tag; of all others only the text between the tags is kept.',
    fix: 'Use Markdown instead: it has tables, alerts, footnotes and code blocks. To show a tag as text, put it in backticks.',
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
    why: 'The page of an incident must not depend on somebody else’s server, or tell that server who reads it.',
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
  INC312: {
    severity: 'error',
    title: 'This code block is never closed',
    why: 'Without a closing line, all text below it is shown as code: the rest of the report, or of the list item or quote it is in.',
    fix: 'Write a line of the same backticks or tildes where the code ends.',
  },
  INC313: {
    severity: 'warning',
    title: 'A row of a table has more cells than its head',
    why: 'Cells without a heading above them are not shown. A bar is the end of a cell even inside backticks.',
    fix: 'Write a bar that belongs to the text with a backslash before it, or add a cell to the head.',
  },
  INC314: {
    severity: 'warning',
    title: 'Lines look like a table and are not one',
    why: 'Markdown only makes a table if the line below the head has the same number of cells as the head. Without that line, readers see the bars.',
    fix: 'Write the line below the head, with three hyphens for each cell.',
  },
  INC315: {
    severity: 'warning',
    title: 'A link or picture is shown as it is typed',
    why: 'With a space between the words and the address, or in the address, it is plain text: readers see the brackets instead of the link or picture.',
    fix: 'Delete the space, or put an address with a space in angle brackets.',
  },
  INC316: {
    severity: 'warning',
    title: 'The syntax of another generator has no effect here',
    why: 'Hugo, Jekyll and others replace such marks. Here they are plain text, and readers see them as typed.',
    fix: 'Say it in Markdown, or put it in backticks to show it as text.',
  },
  INC317: {
    severity: 'warning',
    title: 'A link or footnote is not defined',
    why: 'The text refers to a link or footnote that the body does not define, so readers see the brackets instead.',
    fix: 'Add the definition below the text, or correct the name.',
  },
  INC318: {
    severity: 'warning',
    title: 'A definition is not used',
    why: 'Definitions and footnotes are shown where something refers to them. An unused one is left out, and readers never see its text.',
    fix: 'Refer to it, write it as plain text, or delete it.',
  },
} as const satisfies Record<string, CodeText>;
