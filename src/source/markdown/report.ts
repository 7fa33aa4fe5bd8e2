import type { Position } from 'unist';
import type { Code } from '../../diagnostics/catalogue.ts';
import { diagnose } from '../../diagnostics/diagnose.ts';
import type { Hint } from '../../diagnostics/diagnostic.ts';
import { placeOf } from '../../diagnostics/diagnostic.ts';
import { toVFileMessage } from '../../diagnostics/message.ts';
import { rangeOf } from './options.ts';
import type { Rendering } from './options.ts';

/** Reports a diagnostic at a position of the text being rendered. */
export function reportAt(
  { options, messages }: Rendering,
  position: Position | undefined,
  code: Code,
  message?: string,
  hint?: string | Hint,
): void {
  const place = placeOf(options.file, rangeOf(position, options));
  messages.push(toVFileMessage(diagnose(code, place, message, hint)));
}
