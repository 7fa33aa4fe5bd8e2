/** A definition of a link or picture on a line of its own: its label. */
const DEFINITION = /^ {0,3}\[([^\]\n^][^\]\n]*)\]:[ \t]*\S.*$/;

/**
 * The definitions of a body that another text of the file refers to, as lines below it: a report keeps its
 * links at its foot, and its entries use them.
 */
export function definitionsFor(text: string, body: string): string {
  if (!text.includes('[') || !body.includes(']:')) return '';
  const lines = body.split('\n').flatMap((line) => {
    const label = DEFINITION.exec(line)?.[1];
    return label !== undefined && text.toLowerCase().includes(`[${label.toLowerCase()}]`)
      ? [line.trim()]
      : [];
  });
  return lines.length === 0 ? '' : `\n\n${lines.join('\n')}\n`;
}
