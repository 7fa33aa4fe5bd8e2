import type { Command as Commander } from 'commander';
import { HOSTS, RUNNERS } from '../../init/answers.ts';
import type { InitFlags } from '../../init/flags.ts';
import { given, oneOf } from '../../shared-options.ts';
import type { Choose } from '../../shared-options.ts';
import { collect } from '../../shared-options.ts';

/** `incident-press init`. */
export function describe(program: Commander, choose: Choose<InitFlags>): void {
  program
    .command('init')
    .description('make a new site; existing files are not touched')
    .argument('[folder]', 'where (default: here)')
    .option('--yes', 'ask no questions; use the options given, and defaults for the rest')
    .option('--name <text>', 'what the site is called')
    .option('--url <address>', 'where readers will find it')
    .option('--languages <tags>', 'such as en,fr; the first is the default')
    .option('--service <name>', 'a service, as a name or id=name (repeatable)', collect)
    .option('--host <host>', `where it is served: ${HOSTS.join(', ')}`, oneOf(HOSTS))
    .option('--ci <name>', `who builds it: ${RUNNERS.join(', ')} (default: that of the host)`, oneOf(RUNNERS))
    .option('--hook', 'add a git hook that helps with each commit and never stops one (default)')
    .option('--no-hook', 'add none')
    .option(
      '--no-attest',
      'do not let GitHub Actions attest builds (on most plans, private repositories cannot)',
    )
    .option(
      '--program <spec>',
      'which incident-press the site uses: a version, a .tgz file or a git address (default: this one)',
    )
    .option('--no-lock', 'do not let npm complete package-lock.json')
    .action((folder: string | undefined, { yes = false, name, service, lock, attest, ...others }) =>
      choose({
        folder: folder ?? '.',
        yes,
        services: service ?? [],
        lock,
        attest,
        ...given({ title: name, ...others }),
      }),
    );
}
