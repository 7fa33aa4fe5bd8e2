/** A string, which is not changed; a comment; or white space. */
const PARTS = /("(?:[^"\\]|\\[^])*"|'(?:[^'\\]|\\[^])*')|\/\*[^]*?\*\/|\s+/g;

/** A style sheet without comments, unnecessary white space, or zeros before a point. */
export function tightenCss(css: string): string {
  return css
    .replaceAll(PARTS, (_, text: string | undefined) => text ?? ' ')
    .split(/("(?:[^"\\]|\\[^])*"|'(?:[^'\\]|\\[^])*')/)
    .map((part, index) =>
      index % 2 === 1
        ? part
        : part
            .replaceAll(/ *([{};,>]) */g, '$1')
            .replaceAll(': ', ':')
            .replaceAll(/(?<=[\s:,])0(?=\.\d)/g, '')
            .replaceAll(';}', '}'),
    )
    .join('')
    .trim();
}
