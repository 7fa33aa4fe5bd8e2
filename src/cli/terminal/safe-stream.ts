import type { Stream } from '../world.ts';

/** Styles, which only we write. All else that a control character could begin is a command to a terminal. */
const STYLE = String.raw`\u001b\[[\d;]*m`;
const CONTROL = new RegExp(String.raw`(${STYLE})|[^\P{Cc}\n\t\r]|\r(?!\n)`, 'gu');

/** What the runner of GitHub takes for a command: at the start of a line, and in an older form anywhere. */
const COMMAND = /^([^\S\n]*):(?=:)(?!:(?:error|warning) file=)|##(?=\[)/gm;
const JOINER = '\u2060';

/**
 * A stream to which only words and styles are written, whatever names and titles say: control characters
 * become visible ones, and, where `isGithub`, commands of workflows become words. A terminal may be sent back
 * to the start of its line.
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

/** The picture of a C0 control or of DEL (U+2400 and following); a dot for C1, which has none. */
function picture(control: string): string {
  const code = control.charCodeAt(0);
  if (code === 0x7f) return '␡';
  return code < 0x20 ? String.fromCharCode(0x2400 + code) : '·';
}
