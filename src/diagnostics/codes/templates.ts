import type { CodeText } from '../code-text.ts';

/** INC700–INC799: templates and interface texts */
export const templateCodes = {
  INC701: {
    severity: 'error',
    title: 'A configured language has no interface texts',
    why: 'Every page of a language needs labels, dates and notices in that language. Half-translated pages look abandoned.',
    fix: 'Write `templates/messages/<tag>.yaml` in the site: copy the English file that comes with the program and translate its texts, or remove the language from `languages` in site.yaml.',
  },
  INC702: {
    severity: 'error',
    title: 'A file of interface texts cannot be read',
    why: 'The file must be a YAML map of keys to texts, in UTF-8. A text that contains a colon, or begins with a brace, needs quotes.',
    fix: 'Correct the line in the message. Quoting every text avoids most of these problems.',
  },
  INC703: {
    severity: 'error',
    title: 'An interface text is missing in a language',
    why: 'Readers would get an English label in the middle of their own language.',
    fix: 'Add the key and its translation. The hint shows the English text.',
  },
  INC704: {
    severity: 'error',
    title: 'An interface text has a key that nothing uses',
    why: 'Most often it is a misspelling: the text that was meant stays as it was, and nobody notices.',
    fix: 'Correct the key or delete it. Texts for templates of your own are declared in `templates/messages/en.yaml` and may then exist in every language.',
  },
  INC705: {
    severity: 'error',
    title: 'An interface text is not valid MessageFormat 2',
    why: 'Interface texts are written in MessageFormat 2, so that numbers and plurals come out right. A text that is not valid cannot be shown.',
    fix: 'Correct the text. Values are in braces, `{$version}`. A choice by number is `.input {$count :integer}`, `.match $count`, then one line for each category, the last of them `*`.',
  },
  INC706: {
    severity: 'error',
    title: 'An interface text lacks a plural category of its language',
    why: 'Languages differ in how many plural forms they have: English two, Arabic six. Without a form, the sentence is wrong for some numbers.',
    fix: 'Add a line for each category in the message. `*` stands for `other`.',
  },
  INC707: {
    severity: 'error',
    title: 'An interface text shows a value that does not exist',
    why: 'The program gives a text only the values that the English text has. Readers would see the name of the variable.',
    fix: 'Use one of the variables that the hint lists.',
  },
  INC708: {
    severity: 'warning',
    title: 'An interface text leaves out a value',
    why: 'Readers of this language miss what that value says in the English text.',
    fix: 'Add the variable to the text, unless the language really does without it.',
  },
  INC709: {
    severity: 'error',
    title: 'A file of interface texts is not named after a language',
    why: 'The file name is the language tag. A tag that is not in the standard form (BCP 47) would never be found.',
    fix: 'Rename the file as the hint says.',
  },
  INC720: {
    severity: 'error',
    title: 'A template has a syntax error',
    why: 'A template that cannot be compiled cannot make a page.',
    fix: 'Correct the line in the message. Tags open with `<%` and close with `%>`; every `{` in them needs its `}`.',
  },
  INC721: {
    severity: 'error',
    title: 'A template asks for a property that does not exist',
    why: 'A misspelt property would print nothing at all, and readers would miss a fact from the report.',
    fix: 'Use the name in the hint. `src/model/page/` lists everything a template sees, one file for each kind of page.',
  },
  INC722: {
    severity: 'error',
    title: 'A template fails while it runs',
    why: 'The page cannot be made, so the site is not built: half a site is worse than the old one.',
    fix: 'Correct the line in the message. Check first whether a property that may be absent is there: `<% if (it.article.end) { %>`.',
  },
  INC723: {
    severity: 'error',
    title: 'A template does not exist',
    why: 'A page or another template names a template that neither the site nor the program has.',
    fix: 'Correct the name (without templates/ and .eta), or create the file.',
  },
  INC724: {
    severity: 'error',
    title: 'A template asks for an interface text that does not exist',
    why: 'The key is not in `templates/messages/en.yaml`, or the template leaves out a value that the text needs.',
    fix: "Correct the key, add the text, or pass the value: `t('article.version', { version: it.article.version })`.",
  },
  INC725: {
    severity: 'error',
    title: 'This tag prints a value that is not there',
    why: 'Readers would see an empty space where a fact should be.',
    fix: 'Check first whether the value is there: `<% if (it.description) { %>…<% } %>`.',
  },
  INC726: {
    severity: 'error',
    title: 'The template cannot be read as UTF-8 text',
    why: 'Templates are UTF-8 text files inside the site.',
    fix: 'Save the file as UTF-8, and check that it is a regular file with read permission.',
  },
  INC727: {
    severity: 'error',
    title: 'This article may not be published',
    why: 'The `<article>` element is the published part of a report: it is frozen and hashed, `verify` finds it wherever it is shown, and readers keep getting it forever. So it is one element, without scripts, forms, comments, styles or pictures from other sites.',
    fix: 'Put everything between `<article …>` and `</article>`, close every element, and leave out what the message names; what goes around the article belongs in page/article.eta.',
  },
  INC728: {
    severity: 'error',
    title: 'A page takes too long to make, or ends the program that makes it',
    why: 'Templates of a site can loop for ever. The page was stopped so that the build ends and says where to look.',
    fix: 'Look for a loop that never ends in this template or in one that includes it. Pages may take as long as `limits.parse_time` in site.yaml says.',
  },
  INC729: {
    severity: 'warning',
    title: 'A template that no page uses',
    why: 'A template of a site replaces the one of the same name in the theme, or is included by another one. This one does neither, so nothing in it is shown.',
    fix: 'Give it the name of the template it is to replace, include it in another one, or delete it.',
  },
  INC730: {
    severity: 'warning',
    title: 'A template of the site is older than the shipped one',
    why: 'This file was copied with `eject`, and a newer version of incident-press ships a newer one. The site keeps using its copy, without the corrections and additions made since.',
    fix: 'Merge the changes into your copy with `eject --merge`, or delete the copy if nothing in it is your own.',
  },
} as const satisfies Record<string, CodeText>;
