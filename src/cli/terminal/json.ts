import { jsonText } from '../../diagnostics/formats/json.ts';
import type { World } from '../world.ts';

/** Prints what a command reports to programs, as the only thing on stdout. */
export function printJson(value: unknown, { stdout }: Pick<World, 'stdout'>): void {
  stdout.write(jsonText(value));
}
