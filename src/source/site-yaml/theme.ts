import { z } from 'zod';
import { plainLine, seenWords } from '../characters/plain-line.ts';
import { colour, link, path } from '../site-values.ts';
import { translations } from './translations.ts';

/** The keys of a link at the foot of each page. */
export const linkKeys = z.strictObject({
  text: plainLine.max(60).describe('What readers see'),
  texts: translations(plainLine.max(60), 'The text in other languages, by tag'),
  url: link.describe('Where it leads'),
  urls: translations(link, 'Where it leads readers of other languages, by tag'),
});

const footer = seenWords.max(2_000);

/** The keys of `theme` in site.yaml. */
export const themeKeys = z.strictObject({
  accent: colour.optional().describe('The colour of links and of the focus ring'),
  logo: path.optional().describe('A picture shown beside the name of the site'),
  links: z.array(linkKeys).optional().describe('Links at the foot of every page'),
  footer: footer.optional().describe('Markdown at the foot of every page'),
  footers: translations(footer, 'The footer in other languages, by tag'),
});

export const theme = themeKeys.optional().transform((stated) => ({
  accent: stated?.accent,
  logo: stated?.logo,
  links: stated?.links ?? [],
  footer: stated?.footer,
  footers: stated?.footers ?? {},
}));
