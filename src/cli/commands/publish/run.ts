import { join, resolve } from 'node:path';
import { planBytes, purgeUrls } from '../../../publish/plan.ts';
import { openPending, readBuilt } from '../../../host/publish/manifest-store.ts';
import type { Built } from '../../../host/publish/manifest-store.ts';
import { Notifier } from '../../../host/publish/notifier.ts';
import { checkPurger } from '../../../host/publish/purge.ts';
import type { PublishRun, Published } from '../../../host/publish/run.ts';
import { privateFolder } from '../../../host/files/cache-folder.ts';
import { readTextIfThere } from '../../../host/files/regular.ts';
import { readSiteFile, readSitePath } from '../../../host/files/site-files.ts';
import { editionUrl, outputPath } from '../../../site/route.ts';
import { publishedEditions } from '../../../versions/ledger.ts';
import { readPublished } from '../../../versions/published.ts';
import { parseSite } from '../../../source/site.ts';
import type { Shared } from '../../shared-options.ts';
import type { PublishCommand } from './options.ts';
import { findSite } from '../../arguments/site.ts';
import { outputFolder } from '../../arguments/output-folder.ts';
import { startProgress } from '../../terminal/progress.ts';
import { PurgeTeller } from './purge-teller.ts';
import { publishText } from './text.ts';
import { parseTarget, splitWords } from '../../arguments/target.ts';
import type { Target } from '../../arguments/target.ts';
import { EXIT } from '../../world.ts';
import type { ExitCode, World } from '../../world.ts';
import { Refused } from '../../../host/refused.ts';
import { printJson } from '../../terminal/json.ts';

type Asked = Shared & PublishCommand;

/** `publish`: brings the built site to its readers, and tells a CDN what changed. */
export async function run(command: Asked, world: World): Promise<ExitCode> {
  const root = findSite(world.cwd, command.site);
  const target = parseTarget(command.target);
  const siteUrl = parseSite(readSiteFile(root, 'site.yaml')).value?.url;
  if (siteUrl === undefined)
    throw new Refused('usage', 'site.yaml has mistakes in it', 'Run `incident-press check` to see where.');
  checkOptions(command, target, world);
  const progress = startProgress(
    world,
    command.rollback === false ? 'publishing' : 'switching',
    command.quiet,
  );
  const told = new PurgeTeller(command, world, privateFolder(root), siteUrl);
  const news = command.notify && command.rollback === false ? newsOf(command, world, root) : undefined;
  const run: PublishRun = {
    dryRun: command.dryRun,
    rewrite: reasonOf(command.rewrite),
    onHistory: (there, here) => news?.compare(there, here, command.dryRun),
    onProgress: progress.show,
    onSwitching: (plan) => told.announce(plan),
    onSwitched: (plan) => told.tell(plan),
  };
  try {
    const outcome = await publishTo(target, command, world, root, run);
    if (!command.dryRun) await told.catchUp();
    const posted = (await news?.tell(command.dryRun)) ?? [];
    const published = { ...outcome, notes: [...outcome.notes, ...told.notes, ...posted] };
    progress.clear();
    const urls = purgeUrls(published.plan, siteUrl);
    if (command.json) printJson(asJson(published, urls), world);
    else if (!command.quiet || command.dryRun)
      world.stdout.write(publishText(published, command, urls.length));
    return EXIT.fine;
  } finally {
    progress.clear();
  }
}

function newsOf(command: Asked, { environment, cwd }: World, root: string): Notifier {
  const from = outputFolder(root, cwd, command.from);
  const pending = openPending(privateFolder(root), 'notify-pending');
  return new Notifier({ environment, read: (path) => readTextIfThere(join(from, path)), pending });
}

/** Refuses what is certain to fail, before anything is done. Throws Refused. */
function checkOptions(command: Asked, target: Target, world: World): void {
  if (command.rollback !== false && target.kind !== 'folder') {
    throw new Refused(
      'usage',
      '--rollback: only a folder keeps releases',
      'Build the site as it was and publish it again.',
    );
  }
  if (command.purge !== undefined) checkPurger(command.purge, world.environment);
}

/** Replacing a history needs a reason, which is printed: people read CI logs later. */
function reasonOf(rewrite: string | undefined): string | undefined {
  if (rewrite === undefined || rewrite.trim() !== '') return rewrite?.trim();
  throw new Refused('usage', '--rewrite: the reason is empty', 'Say why: `--rewrite "reason"`.');
}

/** Only the target that is asked for is loaded. */
async function publishTo(
  target: Target,
  command: Asked,
  world: World,
  root: string,
  run: PublishRun,
): Promise<Published> {
  const from = outputFolder(root, world.cwd, command.from);
  const built = (): Built => readBuilt(from, command.from ?? 'dist/');
  switch (target.kind) {
    case 'folder': {
      const { publishToFolder, rollBack } = await import('../../../host/publish/folder.ts');
      const folder = resolve(world.cwd, target.path);
      return command.rollback === false
        ? publishToFolder(folder, built(), { ...run, keep: command.keep })
        : rollBack(folder, command.rollback === true ? undefined : command.rollback, run, redactedHere(root));
    }
    case 'command': {
      const { publishByCommand } = await import('../../../host/publish/command.ts');
      const deleteWords = command.deleteCommand === undefined ? undefined : splitWords(command.deleteCommand);
      const folder = privateFolder(root);
      return publishByCommand({ words: target.words, folder, deleteWords }, built(), run);
    }
    case 's3': {
      const { openTargetBucket } = await import('./bucket.ts');
      const { publishToBucket } = await import('../../../host/publish/bucket.ts');
      const store = openTargetBucket(target, command, world.environment);
      return publishToBucket(store, built(), { ...run, jobs: command.jobs, prefix: target.prefix });
    }
  }
}

/** The versions that `published/` says were redacted, as folders of the built site. */
function redactedHere(root: string): ReadonlySet<string> {
  const { texts } = readPublished(readSitePath(root, 'published')).value;
  return new Set(
    texts.flatMap(({ reference, language, ledger }) =>
      publishedEditions(ledger)
        .filter(({ redacted }) => redacted !== undefined)
        .map(({ version }) =>
          outputPath(editionUrl(language, reference, version)).replace(/index\.html$/, ''),
        ),
    ),
  );
}

function asJson({ plan, notes, requests }: Published, urls: readonly string[]) {
  return {
    uploads: plan.uploads.map(({ path, size, stage }) => ({ path, size, stage })),
    bytes: planBytes(plan),
    deletes: plan.deletes,
    unchanged: plan.unchanged,
    purge: urls,
    notes,
    requests,
  };
}
