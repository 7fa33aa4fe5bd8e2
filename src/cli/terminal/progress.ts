import type { World } from '../world.ts';

/** One line that keeps being replaced; nothing at all in pipes, in CI and with `--quiet`. */
export function startProgress(
  { stderr, environment }: Pick<World, 'stderr' | 'environment'>,
  label: string,
  quiet: boolean,
) {
  const isShown = stderr.isTerminal && !quiet && !environment['CI'];
  let shown = '';
  return {
    show: (done: number, all: number): void => {
      // A hundred steps are as good to look at as ten thousand, and cost less.
      if (!isShown || (done < all && done % Math.ceil(all / 100) !== 0)) return;
      const text = `${label} ${done} of ${all}`;
      stderr.write(`\r${text.padEnd(shown.length)}`);
      shown = text;
    },
    clear: (): void => {
      if (shown !== '') stderr.write(`\r${' '.repeat(shown.length)}\r`);
      shown = '';
    },
  };
}
