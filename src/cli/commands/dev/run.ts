import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openBrowser } from '../../../host/preview/open-browser.ts';
import { startPreview } from '../../../host/preview/server.ts';
import type { Preview, PreviewServer } from '../../../host/preview/server.ts';
import { packageRoot } from '../../../host/files/site-files.ts';
import { watchSite } from '../../../host/preview/site-watch.ts';
import type { SiteWatch } from '../../../host/preview/site-watch.ts';
import { reportAt } from '../../../site/route.ts';
import type { Shared } from '../../shared-options.ts';
import type { DevCommand } from './options.ts';
import { startDevLoop } from './loop.ts';
import { findSite } from '../../arguments/site.ts';
import type { ExitCode, World } from '../../world.ts';
import { Refused } from '../../../host/refused.ts';

type Asked = Shared & DevCommand;

/** `dev`: builds in memory, serves the result, and builds again after every change, until Ctrl-C. */
export async function run(command: Asked, world: World): Promise<ExitCode> {
  const root = findSite(world.cwd, command.site);
  let watch: SiteWatch | undefined;
  const loop = startDevLoop(root, command, world, (preview) => {
    server.show(preview);
    watch?.also(loop.extra());
  });
  const first = await loop.open();
  const server = await listen(command, first, (path) => watch?.hurry(reportAt(path) ?? ''));
  watch = watchSite({
    root,
    onHint: loop.hint,
    onNote: (note) => world.stderr.write(`${note}\n`),
  });
  watch.also(loop.extra());
  if (server.port !== command.port && command.port !== 0) {
    world.stderr.write(`Port ${command.port} is taken; this is port ${server.port}.\n`);
  }
  const address = addressOf(command, server, first);
  world.stdout.write(`${address}\nPress Ctrl-C to stop.\n`);
  if (command.open) {
    openBrowser(address, () => {
      world.stderr.write('No browser could be opened; open the address yourself.\n');
    });
  }
  return new Promise(() => undefined);
}

async function listen(
  { port, host }: Asked,
  first: Preview,
  onAsked: (path: string) => void,
): Promise<PreviewServer> {
  const client = readFileSync(join(packageRoot(), 'templates/dev/client.js'), 'utf8');
  try {
    return await startPreview({ port, client, first, host, onAsked });
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    throw new Refused(
      'usage',
      `No port from ${port} up is free on ${host ?? 'this machine'}: ${String(error.code)}`,
      'Name another with `--port`, or an address of this machine with `--host`.',
    );
  }
}

/** The address a person opens. */
function addressOf({ host }: Asked, { port }: PreviewServer, { basePath }: Preview): string {
  const name = host === undefined || host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}${basePath}`;
}
