import type { Progress } from '../../host/parsers.ts';
import type { World } from '../world.ts';

/** One line that keeps being replaced; nothing at all in pipes, in CI and with `--quiet`. */
export function startProgress(
  { stderr, environment }: Pick<World, 'stderr' | 'environment'>,
  label: string,
  quiet: boolean,
): Progress {
  const isShown = stderr.isTerminal && !quiet && !environment['CI'];
  let shown = '';
  const say = (text: string) => {
    if (!isShown) return;
    stderr.write(`\r${text.padEnd(shown.length)}`);
    shown = text;
  };
  return {
    say,
    show: (done, all) => {
      // A hundred steps look as good as ten thousand, and cost less.
      if (done === all || done % Math.ceil(all / 100) === 0) say(`${label} ${done} of ${all}`);
    },
    clear: () => {
      if (shown !== '') stderr.write(`\r${' '.repeat(shown.length)}\r`);
      shown = '';
    },
  };
}
