/** A piece of raw HTML: a tag, a text between tags, or something that no reader sees. */
export interface HtmlToken {
  readonly kind: 'open' | 'close' | 'text' | 'comment' | 'other';
  /** Of a tag: its name in lower case. */
  readonly name: string;
  /** For an opening tag: true if it has attributes. */
  readonly hasAttributes: boolean;
  readonly raw: string;
  /** Characters of the raw HTML before it. */
  readonly offset: number;
}

const TOKEN =
  /(?<comment><!--[\s\S]*?(?:-->|$(?![\s\S])))|<(?<slash>\/?)(?<name>[a-z][\w.:-]*)(?<rest>(?:"[^"]*"|'[^']*'|[^<>"'])*)>|(?<other><[!?][\s\S]*?(?:\]\]>|\?>|>))|(?<text>[^<]+|<)/gi;

/** Raw HTML, as the parser of Markdown leaves it, in pieces. */
export function htmlTokens(html: string): HtmlToken[] {
  return [...html.matchAll(TOKEN)].map((match): HtmlToken => {
    const { comment, slash, name, rest, other } = match.groups ?? {};
    const kind =
      name !== undefined
        ? slash === '/'
          ? 'close'
          : 'open'
        : comment !== undefined
          ? 'comment'
          : other !== undefined
            ? 'other'
            : 'text';
    return {
      kind,
      name: (name ?? '').toLowerCase(),
      hasAttributes: (rest ?? '').replace(/\/$/, '').trim() !== '',
      raw: match[0],
      offset: match.index,
    };
  });
}
