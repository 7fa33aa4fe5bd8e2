import { createHmac } from 'node:crypto';
import { readChannels } from '../../publish/news/channels.ts';
import type { Channel } from '../../publish/news/channels.ts';
import { linesLacking, newsFor } from '../../publish/news/lacking.ts';
import { messageOf } from '../../publish/news/messages.ts';
import type { StatusAnswers } from '../../publish/news/messages.ts';
import { parseObject } from '../../publish/sealed-json.ts';
import type { Change } from '../../site/machines/changes.ts';
import { rootFileUrl, incidentUrl, outputPath } from '../../site/route.ts';
import { sha256 } from '../../source/content-hash.ts';
import { Again, exchangeOrAgain, insist } from '../network/insist.ts';
import { isCode } from '../system-errors.ts';
import type { PendingList } from './manifest-store.ts';

/**
 * How many publications are announced at a target without a site: whoever moves a site does not want to
 * announce its whole past.
 */
const FIRST_NEWS = 5;

const TIMEOUT = 10_000;
const ATTEMPTS = 4;
const BACK_OFF = 500;

/** What posting news needs from its surroundings. */
export interface NotifierWorld {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Reads a file of the built site; undefined where there is none. */
  readonly read: (path: string) => string | undefined;
  /** Messages that an earlier run could not post. */
  readonly pending: PendingList;
}

interface Changes {
  readonly site: { readonly language: string };
  readonly changes: readonly Change[];
}

/**
 * Posts the publications that a target lacks to the channels in `INCIDENT_PRESS_NOTIFY`, signed with
 * `INCIDENT_PRESS_NOTIFY_KEY` where that is set. A publication never fails because of it: problems are
 * reported in a sentence, without any address. What could not be posted is tried again by the next run.
 */
export class Notifier {
  readonly #world: NotifierWorld;
  readonly #channels: readonly Channel[];
  readonly #told: Changes | undefined;
  readonly #notes: string[];
  #waiting: readonly string[];

  constructor(world: NotifierWorld) {
    const named = world.environment['INCIDENT_PRESS_NOTIFY'] ?? '';
    const { channels, problems } = readChannels(named);
    this.#world = world;
    this.#channels = channels;
    this.#told = changesIn(world.read(outputPath(rootFileUrl('changes.json'))));
    this.#waiting = world.pending.read();
    this.#notes = problems.map((problem) => `INCIDENT_PRESS_NOTIFY: ${problem}; nothing is posted there`);
    if (named.trim() === '') this.#notes.push('INCIDENT_PRESS_NOTIFY is not set, so nothing is posted');
    if (!this.#told)
      this.#notes.push(`the site has no ${outputPath(rootFileUrl('changes.json'))}, so nothing is posted`);
  }

  /**
   * Called with the site's ledger at the target, undefined if there is none, and with the one here. Unless
   * `dryRun`, the messages to be posted are saved at once.
   */
  compare(there: string | undefined, here: string, dryRun: boolean): void {
    const lacking = linesLacking(there ?? '', here);
    const isNew = ({ line }: Change) => lacking.has(line);
    const news = this.#channels.flatMap((channel) => {
      const all = this.#newsFor(channel, isNew);
      return (there === undefined ? all.slice(-FIRST_NEWS) : all).map((change) => nameOf(channel, change));
    });
    this.#waiting = [...new Set([...this.#waiting, ...news])];
    // A run may be stopped after readers have the site: then the next one posts.
    if (!dryRun) this.#keep();
  }

  /** Posts all waiting messages, or with `dryRun` none; returns what happened or would happen. */
  async tell(dryRun: boolean): Promise<readonly string[]> {
    if (dryRun) {
      const counts = this.#channels.map(
        (channel) => [channel.name, this.#waitingFor(channel).length] as const,
      );
      return [...this.#notes, ...counts.map(([name, count]) => `${name}: ${messages(count)} to be posted`)];
    }
    const failed = await Promise.all(this.#channels.map((channel) => this.#tellChannel(channel)));
    // Messages that no channel waits for any more, such as for a publication no longer listed, are dropped.
    this.#waiting = failed.flat();
    this.#keep();
    return this.#notes;
  }

  /** The folder of the site may be read-only: that does not stop a publication. */
  #keep(): void {
    try {
      this.#world.pending.write(this.#waiting);
    } catch (error) {
      if (!isCode(error, 'EROFS', 'EACCES', 'EPERM', 'ENOSPC')) throw error;
    }
  }

  /** Posts the waiting messages of a channel in order; returns those that have to be tried again. */
  async #tellChannel(channel: Channel): Promise<readonly string[]> {
    const waiting = this.#waitingFor(channel);
    for (const [at, change] of waiting.entries()) {
      const message = messageOf(channel.shape, change, this.#answersAbout(change));
      const failure = message ? await this.#post(channel, change, message) : NO_API;
      if (failure === undefined) continue;
      const left = waiting.slice(at);
      this.#notes.push(
        `${channel.name}: ${messages(left.length)} not posted, ${failure.why}${failure.isFinal ? '' : '; the next run with --notify tries again'}`,
      );
      return failure.isFinal ? [] : left.map((each) => nameOf(channel, each));
    }
    if (waiting.length > 0) this.#notes.push(`${channel.name}: ${messages(waiting.length)} posted`);
    return [];
  }

  async #post(channel: Channel, change: Change, message: object): Promise<Failure | undefined> {
    const body = Buffer.from(JSON.stringify(message));
    const key = this.#world.environment['INCIDENT_PRESS_NOTIFY_KEY'];
    const headers = new Headers({
      'content-type': 'application/json',
      // The same for each attempt, so that a receiver can ignore what it already has.
      'x-incident-press-line': change.line,
      ...(key && {
        'x-incident-press-signature': `sha256=${createHmac('sha256', key).update(body).digest('hex')}`,
      }),
    });
    const request = { method: 'POST', url: new URL(channel.url), headers, body, timeout: TIMEOUT };
    const answer = await insist(
      async () => {
        const got = await exchangeOrAgain(request);
        if (got instanceof Again || (got.status < 500 && got.status !== 429)) return got;
        return new Again(`it answers ${got.status}`, got.headers);
      },
      { attempts: ATTEMPTS, backOff: BACK_OFF },
    );
    if (answer instanceof Again) return { why: answer.why, isFinal: false };
    const isTaken = answer.status >= 200 && answer.status < 300;
    return isTaken ? undefined : { why: `it answers ${answer.status}`, isFinal: true };
  }

  #waitingFor(channel: Channel): readonly Change[] {
    const names = new Set(this.#waiting);
    return this.#newsFor(channel, (change) => names.has(nameOf(channel, change)));
  }

  #newsFor(channel: Channel, isMeant: (change: Change) => boolean): readonly Change[] {
    const { changes = [], site } = this.#told ?? {};
    return site ? newsFor(channel, changes.filter(isMeant), site.language) : [];
  }

  #answersAbout(change: Change): StatusAnswers | undefined {
    const incident = parseObject(this.#world.read(outputPath(incidentUrl(change.incident))) ?? '');
    const status = parseObject(this.#world.read('api/v2/status.json') ?? '');
    return incident && status ? ({ incident, status } as unknown as StatusAnswers) : undefined;
  }
}

interface Failure {
  readonly why: string;
  /** Another attempt would not help. */
  readonly isFinal: boolean;
}

const NO_API: Failure = { why: 'since the site has no status API', isFinal: true };

/** A message by its channel and publication; the address of the channel may contain a secret. */
function nameOf({ url, shape }: Channel, { line }: Change): string {
  return `${sha256(`${shape} ${url}`).slice(0, 16)} ${line}`;
}

function messages(count: number): string {
  return count === 1 ? '1 message' : `${count} messages`;
}

function changesIn(text: string | undefined): Changes | undefined {
  const value = parseObject(text ?? '');
  return value && Array.isArray(value['changes']) ? (value as unknown as Changes) : undefined;
}
