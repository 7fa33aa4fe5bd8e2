/** Parts of a text that readers do not see as prose: comments, code blocks, inline code. */
const UNSEEN =
  /<!--[\s\S]*?(?:-->|$(?![\s\S]))|^ {0,3}(`{3,}|~{3,})[^\n]*\n[\s\S]*?(?:^ {0,3}\1[^\S\n]*$|$(?![\s\S]))|(?<!`)(`+)[^`]+?\2(?!`)/gm;

/** If a text has none of these, nothing of it is unseen. */
const MAY_BE_UNSEEN = /`|~~~|<!--/;

/** Markdown with spaces in place of everything that is not prose; every other character keeps its place. */
export function visibleProse(markdown: string): string {
  return MAY_BE_UNSEEN.test(markdown) ? markdown.replaceAll(UNSEEN, blank) : markdown;
}

/** The same for comments alone. */
export function withoutComments(markdown: string): string {
  if (!markdown.includes('<!--')) return markdown;
  return markdown.replaceAll(UNSEEN, (part) => (part.startsWith('<!--') ? blank(part) : part));
}

function blank(part: string): string {
  return part.replaceAll(/[^\n]/g, ' ');
}
