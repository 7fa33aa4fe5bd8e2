import type { Stream } from '../world.ts';

/**
 * Styles, which only the program writes. Any other sequence that begins with a control character is a command
 * to a terminal.
 */
const STYLE = String.raw`\u001b\[[\d;]*m`;
const CONTROL = new RegExp(String.raw`(${STYLE})|[^\P{Cc}\n\t\r]|\r(?!\n)`, 'gu');

/** What GitHub's runner takes for a command: at the start of a line, and in an older form anywhere. */
const COMMAND = /^([^\S\n]*):(?=:)(?!:(?:error|warning) file=)|##(?=\[)/gm;
const JOINER = '\u2060';

/**
 * A stream that passes on only text and styles, whatever names and titles contain: control characters become
 * visible ones, and if `isGithub`, workflow commands become plain text. A carriage return is allowed on a
 * terminal.
 */
export function safeStream(stream: Stream, isGithub: boolean): Stream {
  return {
    ...stream,
    write: (text) => {
      const plain = text.replaceAll(CONTROL, (found, style: string | undefined) =>
        style !== undefined || (found === '\r' && stream.isTerminal) ? found : picture(found),
      );
      stream.write(isGithub ? plain.replaceAll(COMMAND, `$&${JOINER}`) : plain);
    },
  };
}

/** The picture of a C0 control or of DEL (U+2400 and following); a dot for C1, which have none. */
function picture(control: string): string {
  const code = control.charCodeAt(0);
  if (code === 0x7f) return '␡';
  return code < 0x20 ? String.fromCharCode(0x2400 + code) : '·';
}
