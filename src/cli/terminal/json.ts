import type { World } from '../world.ts';

/** Prints what a command has to tell programs, as the only thing on stdout. */
export function printJson(value: object, { stdout }: Pick<World, 'stdout'>): void {
  stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}
