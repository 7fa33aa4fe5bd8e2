import { isAbsolute, join, resolve } from 'node:path';
import { purgeUrls } from '../../../publish/plan.ts';
import type { PublishPlan } from '../../../publish/plan.ts';
import { openPending } from '../../../host/publish/manifest-store.ts';
import type { PendingList } from '../../../host/publish/manifest-store.ts';
import { purge } from '../../../host/publish/purge.ts';
import { writeFile } from '../../../host/files/write.ts';
import type { PublishCommand } from './options.ts';
import type { World } from '../../world.ts';
import { isCode, refusalOf } from '../../../host/system-errors.ts';

const UNTOUCHED = 'Readers still have the previous site; run the same command again to complete it.';

const WRITTEN = 'The new site is published; run the same command again to write the list.';

/**
 * Writes the list of addresses that a publication changed and purges them from the chosen CDN. Addresses that
 * failed are kept in `folder`, and the next run tries them again.
 */
export class PurgeTeller {
  readonly #command: PublishCommand;
  readonly #world: Pick<World, 'cwd' | 'environment'>;
  readonly #siteUrl: string;
  readonly #pending: PendingList;
  readonly #switching: PendingList;
  readonly #list: string;
  #isTold = false;
  #isReadOnly = false;

  constructor(
    command: PublishCommand,
    world: Pick<World, 'cwd' | 'environment'>,
    folder: string,
    siteUrl: string,
  ) {
    this.#command = command;
    this.#world = world;
    this.#siteUrl = siteUrl;
    this.#pending = openPending(folder, 'purge-pending');
    this.#switching = openPending(folder, 'purge-switching');
    const named = command.purgeList ?? join(folder, 'purge.txt');
    this.#list = isAbsolute(named) ? named : resolve(world.cwd, named);
  }

  /**
   * Records what the switch to the new site will change, so that nothing is forgotten if the run is killed
   * after it. Throws Refused.
   */
  announce(plan: PublishPlan): void {
    const urls = new Set([...this.#switching.read(), ...purgeUrls(plan, this.#siteUrl)]);
    this.#keep(() => this.#switching.write([...urls].toSorted()), UNTOUCHED);
  }

  /** Writes the list and purges the CDN. Throws Refused. */
  async tell(plan: PublishPlan): Promise<void> {
    const urls = purgeUrls(plan, this.#siteUrl);
    await this.#tell(urls, plan.uploads.at(-1)?.sha256 ?? String(urls.length));
  }

  /** Even if there was nothing to publish, an earlier run may have left addresses to purge. */
  async catchUp(): Promise<void> {
    if (!this.#isTold) await this.#tell([], `again-${this.#pending.read().length}`);
  }

  async #tell(changed: readonly string[], id: string): Promise<void> {
    this.#isTold = true;
    const urls = [...new Set([...this.#pending.read(), ...this.#switching.read(), ...changed])].toSorted();
    const list = () => writeFile(this.#list, urls.map((url) => `${url}\n`).join(''));
    if (this.#command.purgeList === undefined) this.#keep(list, WRITTEN);
    else write(list, WRITTEN);
    if (this.#command.purge !== undefined && urls.length > 0) {
      this.#keep(() => this.#pending.write(urls), WRITTEN);
      await purge(this.#command.purge, urls, this.#world.environment, id);
      this.#keep(() => this.#pending.write([]), WRITTEN);
    }
    this.#keep(() => this.#switching.write([]), WRITTEN);
  }

  /** A sentence for what could not be saved. */
  get notes(): readonly string[] {
    return this.#isReadOnly
      ? [
          'the site is read-only, so nothing is remembered for the next run; use `--purge-list` to name a file for the changed addresses',
        ]
      : [];
  }

  /**
   * Saves something in the folder of the site. The folder may be read-only: that does not stop a publication.
   */
  #keep(work: () => void, now: string): void {
    try {
      work();
    } catch (error) {
      if (!isCode(error, 'EROFS', 'EACCES', 'EPERM')) throw refusal(error, now);
      this.#isReadOnly = true;
    }
  }
}

function write(work: () => void, now: string): void {
  try {
    work();
  } catch (error) {
    throw refusal(error, now);
  }
}

function refusal(error: unknown, now: string): unknown {
  return refusalOf(error, 'The list of changed addresses could not be written', now);
}
