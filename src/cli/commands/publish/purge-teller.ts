import { isAbsolute, join, resolve } from 'node:path';
import { purgeUrls } from '../../../publish/plan.ts';
import type { PublishPlan } from '../../../publish/plan.ts';
import { openPendingPurge } from '../../../host/publish/manifest-store.ts';
import { purge } from '../../../host/publish/purge.ts';
import { writeFile } from '../../../host/files/write.ts';
import type { PublishCommand } from './options.ts';
import type { World } from '../../world.ts';
import { refusalOf } from '../../../host/system-errors.ts';

const UNTOUCHED = 'Readers still have the site as it was; the same command completes it.';

/** What has to hear of addresses whose old copies are to be forgotten. */
export interface PurgeTeller {
  /** Notes what a switch will change, so that a run that is killed behind it hides nothing. Throws Refused. */
  readonly announce: (plan: PublishPlan) => void;
  /** Writes the list and tells the CDN. Throws Refused. */
  readonly tell: (plan: PublishPlan) => Promise<void>;
  /** Where nothing was left to publish: an earlier run may owe something, and the list is of this run. */
  readonly catchUp: () => Promise<void>;
}

/**
 * Writes the list of addresses that a publication changed and tells the CDN that was asked for. What could not be
 * told is kept in `folder` and is part of the next try.
 */
export function purgeTeller(
  command: PublishCommand,
  world: Pick<World, 'cwd' | 'environment'>,
  folder: string,
  siteUrl: string,
): PurgeTeller {
  const pending = openPendingPurge(folder, 'pending');
  const switching = openPendingPurge(folder, 'switching');
  const named = command.purgeList ?? join(folder, 'purge.txt');
  const list = isAbsolute(named) ? named : resolve(world.cwd, named);
  const file = (work: () => void, now: string) => {
    try {
      work();
    } catch (error) {
      throw refusalOf(error, 'The list of changed addresses could not be written', now);
    }
  };
  const written = 'The new site is there; the same command writes the list again.';
  let isTold = false;
  const tell = async (changed: readonly string[], id: string) => {
    isTold = true;
    const urls = [...new Set([...pending.read(), ...switching.read(), ...changed])].toSorted();
    file(() => writeFile(list, urls.map((url) => `${url}\n`).join('')), written);
    if (command.purge !== undefined && urls.length > 0) {
      file(() => pending.write(urls), written);
      await purge(command.purge, urls, world.environment, id);
      file(() => pending.write([]), written);
    }
    file(() => switching.write([]), written);
  };
  return {
    announce: (plan) => {
      const urls = new Set([...switching.read(), ...purgeUrls(plan, siteUrl)]);
      file(() => switching.write([...urls].toSorted()), UNTOUCHED);
    },
    tell: (plan) => {
      const urls = purgeUrls(plan, siteUrl);
      return tell(urls, plan.uploads.at(-1)?.sha256 ?? String(urls.length));
    },
    catchUp: async () => {
      if (!isTold) await tell([], `again-${pending.read().length}`);
    },
  };
}
