import type { CodeText } from '../code-text.ts';

/** INC800–INC899: site.yaml. */
export const siteCodes = {
  INC801: {
    severity: 'error',
    title: 'site.yaml is missing or cannot be read',
    why: 'It gives the name of the site, its address, languages and services.',
    fix: 'Create it with at least `name` and `url`.',
  },
  INC802: {
    severity: 'error',
    title: 'The address of the site cannot be used',
    why: 'Feeds, canonical links and the status API need absolute addresses.',
    fix: 'Write scheme, host and path, without query or fragment: `https://status.example.com/`.',
  },
  INC803: {
    severity: 'error',
    title: 'A language tag is not in its standard form',
    why: 'There is one way to write each language (BCP 47), so that files, addresses and pages agree.',
    fix: 'Use the tag in the hint.',
  },
  INC804: {
    severity: 'error',
    title: 'Something is in site.yaml twice',
    why: 'Ids and languages are names of pages; two with the same name would be one page.',
    fix: 'Delete or rename one of the two.',
  },
  INC805: {
    severity: 'error',
    title: 'A value is not a plain colour',
    why: 'The accent colour goes into the style sheet, where anything else could change more than the colour.',
    fix: 'Write it like `#0b6e4f`.',
  },
  INC806: {
    severity: 'error',
    title: 'A path leads out of the site',
    why: 'Only files inside the site are published.',
    fix: 'Name a file below the folder of site.yaml.',
  },
  INC807: {
    severity: 'error',
    title: 'The logo does not exist',
    why: 'Every page would show a broken picture.',
    fix: 'Put the file there, or correct `theme.logo`.',
  },
  INC808: {
    severity: 'error',
    title: 'An id cannot be used',
    why: 'Ids of services are part of addresses and of every report.',
    fix: 'Use lower-case letters, digits and hyphens.',
  },
  INC809: {
    severity: 'error',
    title: 'An alias cannot be used',
    why: 'An alias is an old address below that of the site, and the reference of the report that is there now.',
    fix: 'Write it like `/posts/2019-05-web/: 2019-05-03-web-frontend`.',
  },
  INC810: {
    severity: 'error',
    title: 'An alias leads nowhere, or has the address of a page',
    why: 'A reader who follows an old link must arrive at a report, and a redirect must not replace a page of the site.',
    fix: 'Correct the reference, or delete the alias.',
  },
  INC811: {
    severity: 'error',
    title: 'A file in `static/` cannot be copied',
    why: 'What is in `static/` is published as it is. A link could publish any file of the machine that builds, and some names work neither in addresses nor on every system.',
    fix: 'Put the file itself there, under a plain name.',
  },
  INC812: {
    severity: 'error',
    title: 'A file in `static/` is where the site has one of its own',
    why: 'There can be one file at an address. If one replaced the other in silence, readers would miss it.',
    fix: 'Rename the file, or move it to another folder of `static/`.',
  },
  INC815: {
    severity: 'error',
    title: 'Ids cannot be made from this',
    why: 'Feed readers and calendars know a report by its id for ever. It is made from a domain name and a date on which you owned it; together, nobody else can have them (RFC 4151).',
    fix: 'Write it like `id_authority: status.example.com,2020`, and never change it.',
  },
  INC820: {
    severity: 'error',
    title: 'A page of your own cannot have this name',
    why: 'The name of the folder is part of the address, `/en/about/`. It must work everywhere, and no page of the program may be there already.',
    fix: 'Give the folder another name in lower-case letters, digits and hyphens.',
  },
  INC821: {
    severity: 'error',
    title: 'A file in `pages/` belongs to no page',
    why: 'A page is a folder with one file for each language, `pages/about/en.md`, and pictures beside them. Anything else would be left out without a word.',
    fix: 'Move the file into the folder of its page and name it by its language, or put it into `static/`.',
  },
  INC822: {
    severity: 'error',
    title: 'A link leads to a page of your own that does not exist',
    why: 'Readers would get a page that says there is nothing.',
    fix: 'Correct the name: it is that of a folder in `pages/`.',
  },
  INC830: {
    severity: 'error',
    title: 'A source of `csp` would undo the Content-Security-Policy',
    why: 'The policy is what stops a script that should not be on a page. With this source it would stop nothing.',
    fix: 'Put the script or style into a file of `static/` or of a host that you name.',
  },
  INC831: {
    severity: 'error',
    title: 'This cannot be a source of `csp`',
    why: 'Browsers leave out what they do not understand, or take it for another rule, and pages would be less protected than they seem.',
    fix: 'Name a host with its scheme: `https://cdn.example.com`.',
  },
  INC832: {
    severity: 'warning',
    title: 'A source of `csp` allows any server',
    why: 'It works, and costs what the message says. Few sites need more than one or two hosts.',
    fix: 'Name the hosts you mean.',
  },
  INC833: {
    severity: 'warning',
    title: 'A style loads what no browser loads',
    why: 'Pages ask no other server for anything, so that nobody else learns who reads them; and `templates/extra.css` stands below other rules, where browsers ignore an import.',
    fix: 'Put the file into `static/` and name it there, or allow its host in `csp`.',
  },
} as const satisfies Record<string, CodeText>;
