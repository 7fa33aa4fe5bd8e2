import type { PostmortemsPage } from '../../model/page.ts';
import type { Row } from '../../model/row.ts';
import { postmortemsUrl } from '../route.ts';
import { teasersByMonth } from './archive.ts';
import { isMade } from './section.ts';
import type { Section } from './section.ts';

/** Reports on one sheet. */
const LISTED = 100;

/** True if a report has a post-mortem, which is the same in every language. */
export function isPostmortem({ locals }: Pick<Row, 'locals'>): boolean {
  return Object.values(locals)[0]?.teaser.postmortem ?? false;
}

/** The list of all post-mortems, where there is one at least. */
export function postmortemPages(section: Section): PostmortemsPage[] {
  const { site, language, base, title } = section;
  if (!isMade(site, 'postmortems')) return [];
  const own = section.teasers.filter(({ postmortem }) => postmortem);
  const count = Math.ceil(own.length / LISTED);
  const sheets = Array.from({ length: count }, (_, at) => ({
    number: at + 1,
    url: postmortemsUrl(language, at + 1),
  }));
  const name = title('postmortems.title');
  return sheets.map(({ number }): PostmortemsPage => ({
    ...base((each) => postmortemsUrl(each, number), number > 1 ? `${name} (${number}/${count})` : name),
    kind: 'postmortems',
    description: title('postmortems.intro'),
    months: teasersByMonth(site, own.slice((number - 1) * LISTED, number * LISTED), language),
    total: own.length,
    sheet: number,
    sheets,
  }));
}
