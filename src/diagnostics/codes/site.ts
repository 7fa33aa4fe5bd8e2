import type { CodeText } from '../code-text.ts';

/** INC800–INC899: site.yaml. */
export const siteCodes = {
  INC801: {
    severity: 'error',
    title: 'site.yaml is missing or cannot be read',
    why: 'It names the site, its address, languages and services.',
    fix: 'Create it with at least `name` and `url`.',
  },
  INC802: {
    severity: 'error',
    title: 'The address of the site is not usable',
    why: 'Feeds, canonical links and the status API need absolute addresses.',
    fix: 'Write scheme, host and path, without query or fragment: `https://status.example.com/`.',
  },
  INC803: {
    severity: 'error',
    title: 'A language tag is not in its canonical form',
    why: 'There is one way to write each language (BCP 47), so that files, addresses and pages agree.',
    fix: 'Use the tag that the message names.',
  },
  INC804: {
    severity: 'error',
    title: 'Something stands twice in site.yaml',
    why: 'Ids and languages name pages; two with one name would be one page.',
    fix: 'Delete or rename one of them.',
  },
  INC805: {
    severity: 'error',
    title: 'A colour is not a plain one',
    why: 'The accent goes into the style sheet; anything but a plain colour could change more than that.',
    fix: 'Write it as `#0b6e4f`.',
  },
  INC806: {
    severity: 'error',
    title: 'A path leaves the site',
    why: 'Only files inside the site are published.',
    fix: 'Name a file below the folder of site.yaml.',
  },
  INC807: {
    severity: 'error',
    title: 'The logo does not exist',
    why: 'Every page would show a broken picture.',
    fix: 'Correct the path, or delete `theme.logo`.',
  },
  INC808: {
    severity: 'error',
    title: 'An id is not usable',
    why: 'Ids of services stand in addresses and in every report.',
    fix: 'Use lower-case letters, digits and hyphens.',
  },
  INC809: {
    severity: 'error',
    title: 'An alias is not usable',
    why: 'An alias is an old address of a report, below the address of the site, and the reference of the report that is there now.',
    fix: 'Write it like `/posts/2019-05-web/: 2019-05-03-web-frontend`.',
  },
  INC810: {
    severity: 'error',
    title: 'An alias leads nowhere, or stands in the way of a page',
    why: 'A reader who follows an old link must arrive at a report, and no page of the site may be replaced by a redirect.',
    fix: 'Correct the reference, or delete the alias.',
  },
  INC815: {
    severity: 'error',
    title: 'Ids cannot be made of this',
    why: 'Feed readers and calendars know a report by its id for ever. It is made of a name and a date on which the name was yours, which together no one else can have (RFC 4151).',
    fix: 'Write it like `id_authority: status.example.com,2020`, and never change it.',
  },
} as const satisfies Record<string, CodeText>;
