import { HOSTS, RUNNERS } from '../../init/answers.ts';
import type { Host, Runner } from '../../init/answers.ts';
import { given, oneOf } from '../../shared-options.ts';
import type { Describe } from '../../shared-options.ts';
import { collect } from '../update/options.ts';

export interface InitCommand {
  readonly name: 'init';
  readonly folder: string;
  readonly yes: boolean;
  readonly title?: string;
  readonly url?: string;
  /** Tags with commas between. */
  readonly languages?: string;
  /** Each a name, or `id=name`. */
  readonly services: readonly string[];
  readonly host?: Host;
  readonly ci?: Runner;
  readonly hook?: boolean;
}

export const describeInit: Describe<InitCommand> = (program, choose) =>
  program
    .command('init')
    .description('make a new site; no file that is there is touched')
    .argument('[folder]', 'where (default: here)', '.')
    .option('--yes', 'ask nothing: flags, and defaults for the rest')
    .option('--name <text>', 'what the site is called')
    .option('--url <address>', 'where readers will find it')
    .option('--languages <tags>', 'such as en,fr; the first is the default one')
    .option('--service <name>', 'a service, as a name or id=name (repeatable)', collect)
    .option('--host <host>', `where it is served: ${HOSTS.join(', ')}`, oneOf(HOSTS))
    .option('--ci <name>', `who builds it: ${RUNNERS.join(', ')} (default: that of the host)`, oneOf(RUNNERS))
    .option('--hook', 'add a git hook that checks before each commit')
    .action((folder: string, { yes = false, name, url, languages, service, host, ci, hook }) =>
      choose({
        name: 'init',
        folder,
        yes,
        services: service ?? [],
        ...given({ title: name, url, languages, host, ci, hook }),
      }),
    );
