import { styleText } from 'node:util';
import { wantsColour } from '../world.ts';
import type { Stream, World } from '../world.ts';

/** Styles a text, if the stream shows styles. */
export type Paint = (style: 'bold' | 'dim' | 'green' | 'red' | 'cyan', text: string) => string;

/** How texts are styled on a stream; `asked` is false with `--no-color`. */
export function painterFor(world: Pick<World, 'environment'>, stream: Stream, asked: boolean): Paint {
  const colour = wantsColour(world, stream, asked);
  return (style, text) => (colour ? styleText(style, text, { validateStream: false }) : text);
}
