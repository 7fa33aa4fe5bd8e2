/** Parts of a text that readers do not see as prose: comments, code blocks, inline code. */
const UNSEEN =
  /<!--[\s\S]*?(?:-->|$(?![\s\S]))|^ {0,3}(`{3,}|~{3,})[^\n]*\n[\s\S]*?(?:^ {0,3}\1[^\S\n]*$|$(?![\s\S]))|(?<!`)(`+)[^`]+?\2(?!`)/gm;

/** Markdown with spaces in place of everything that is not prose; every other character keeps its place. */
export function visibleProse(markdown: string): string {
  return markdown.replaceAll(UNSEEN, blank);
}

/** The same for comments alone. */
export function withoutComments(markdown: string): string {
  return markdown.replaceAll(UNSEEN, (part) => (part.startsWith('<!--') ? blank(part) : part));
}

function blank(part: string): string {
  return part.replaceAll(/[^\n]/g, ' ');
}
