/** A heading of an article and where it is. */
export interface ContentsLink {
  readonly id: string;
  /** Safe HTML: the words of the heading with their code and emphasis, without links. */
  readonly html: string;
}

/** A text with fewer parts is seen at a glance. */
const FEWEST = 5;

const HEADING = /<h2 id="([^"]+)">([^]*?)<\/h2>/g;
const LINK = /<\/?a\b[^>]*>/g;

/** The parts of the text of an article that has many, in order; none for an article with few. */
export function contentsOf(article: string): ContentsLink[] {
  const links = [...article.matchAll(HEADING)].map(([, id = '', words = '']) => ({
    id,
    html: words.replaceAll(LINK, ''),
  }));
  return links.length < FEWEST ? [] : links;
}
