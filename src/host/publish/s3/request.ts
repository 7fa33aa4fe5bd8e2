import { AwsV4Signer } from 'aws4fetch';
import type { Credentials } from './credentials.ts';
import type { Exchanged } from '../../network/exchange.ts';
import { Again, exchangeOrAgain, insist } from '../../network/insist.ts';
import { storeRefusal } from './refusals.ts';
import { Refused } from '../../refused.ts';
import { sha256 } from '../../../source/content-hash.ts';

/** What is needed to sign and send. */
export interface Sender {
  readonly credentials: Credentials;
  readonly region: string;
  readonly service: 's3' | 'cloudfront';
  /** Milliseconds that one request may take. */
  readonly timeout: number;
  /** Milliseconds before the second attempt; doubled for every further one. */
  readonly backOff: number;
}

export interface Outgoing {
  readonly method: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: Uint8Array | undefined;
  /** Statuses that are not failures, besides those from 200 to 299. */
  readonly expected?: readonly number[] | undefined;
}

export interface Incoming {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Buffer;
  /** Number of attempts; a repeated conditional request may meet its own effect. */
  readonly attempts: number;
}

const ATTEMPTS = 5;

/**
 * Sends a signed request and reads the whole answer, trying again with growing pauses if the store is busy,
 * away or cuts the connection. Throws Refused with what to do for any other unexpected answer.
 */
export async function send(sender: Sender, outgoing: Outgoing): Promise<Incoming> {
  const patience = { attempts: ATTEMPTS, backOff: sender.backOff };
  const answer = await insist((attempt) => sendOnce(sender, outgoing, attempt), patience);
  if (!(answer instanceof Again)) return answer;
  throw new Refused(
    'failed',
    `${new URL(outgoing.url).host} cannot be reached after ${answer.attempts} attempts: ${answer.why}`,
    'Check the endpoint and the network. Files uploaded so far stay; run the same command again to complete the rest.',
  );
}

async function sendOnce(sender: Sender, outgoing: Outgoing, attempts: number): Promise<Incoming | Again> {
  const answer = await exchangeSigned(sender, outgoing);
  if (answer instanceof Again) return answer;
  const { status, headers } = answer;
  if ((status >= 200 && status < 300) || outgoing.expected?.includes(status)) return { ...answer, attempts };
  const code = /<Code>([A-Za-z0-9]+)<\/Code>/.exec(answer.body.toString('latin1'))?.[1] ?? '';
  const isPassing =
    status === 429 ||
    (status >= 500 && status !== 501) ||
    ['RequestTimeout', 'SlowDown', 'ConditionalRequestConflict'].includes(code);
  if (!isPassing) throw storeRefusal({ host: new URL(outgoing.url).host, status, code, headers });
  return new Again(`it answers ${status}${code && ` ${code}`}`, headers);
}

async function exchangeSigned(sender: Sender, outgoing: Outgoing): Promise<Exchanged | Again> {
  const { accessKeyId, secretAccessKey, sessionToken } = sender.credentials;
  const signer = new AwsV4Signer({
    accessKeyId,
    secretAccessKey,
    ...(sessionToken === undefined ? {} : { sessionToken }),
    service: sender.service,
    region: sender.region,
    method: outgoing.method,
    url: outgoing.url,
    headers: {
      ...outgoing.headers,
      'x-amz-content-sha256': sha256(outgoing.body ?? new Uint8Array()),
    },
  });
  const signed = await signer.sign();
  return exchangeOrAgain({ ...signed, body: outgoing.body, timeout: sender.timeout });
}
