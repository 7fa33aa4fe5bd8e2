import { PURGE_VARIABLES, purgeRequests } from '../../publish/purge-requests.ts';
import type { Purger, PurgeRequest } from '../../publish/purge-requests.ts';
import { findCredentials } from './s3/credentials.ts';
import { send } from './s3/request.ts';
import type { Exchange, Exchanged } from '../network/exchange.ts';
import { Again, exchangeOrAgain, insist } from '../network/insist.ts';
import { Refused } from '../refused.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const TIMEOUT = 30_000;
const ATTEMPTS = 4;
const BACK_OFF = 500;

/** Checks before any upload that a CDN can be purged afterwards. Throws Refused. */
export function checkPurger(purger: Purger, environment: Environment): void {
  const missing = PURGE_VARIABLES[purger].filter((name) => !environment[name]);
  if (missing.length > 0) {
    throw new Refused(
      'usage',
      `--purge ${purger} needs ${missing.join(' and ')}`,
      'Set it in the environment of this command, or leave out `--purge`; the list of addresses is written anyway.',
    );
  }
  if (purger === 'cloudfront') findCredentials(environment);
}

/** Purges these addresses from a CDN. `INCIDENT_PRESS_PURGE_URL` replaces its server. Throws Refused. */
export async function purge(
  purger: Purger,
  urls: readonly string[],
  environment: Environment,
  id: string,
): Promise<number> {
  const requests = purgeRequests(
    purger,
    urls,
    environment,
    id,
    environment['INCIDENT_PRESS_PURGE_URL'] || undefined,
  );
  for (const request of requests) {
    if (request.isSigned) await sendSigned(request, environment);
    else await sendPlain(purger, request);
  }
  return requests.length;
}

async function sendSigned(
  { method, url, headers, body }: PurgeRequest,
  environment: Environment,
): Promise<void> {
  const credentials = findCredentials(environment);
  // CloudFront is controlled through one region.
  const sender = {
    credentials,
    region: 'us-east-1',
    service: 'cloudfront',
    timeout: TIMEOUT,
    backOff: BACK_OFF,
  } as const;
  await send(sender, { method, url, headers, body: Buffer.from(body) });
}

async function sendPlain(purger: Purger, { method, url, headers, body }: PurgeRequest): Promise<void> {
  const request = {
    method,
    url: new URL(url),
    headers: new Headers(headers),
    body: body === '' ? undefined : Buffer.from(body),
    timeout: TIMEOUT,
  };
  const patience = { attempts: ATTEMPTS, backOff: BACK_OFF };
  const answer = await insist(() => sendOnce(request), patience);
  if (!(answer instanceof Again) && answer.status >= 200 && answer.status < 300) return;
  throw new Refused(
    'failed',
    `The new site is published, but ${purger} could not be purged of old copies: ${answer instanceof Again ? answer.why : `it answers ${answer.status}`}`,
    'Check its variables in the environment and run the same command again; the addresses are remembered.',
  );
}

async function sendOnce(request: Exchange): Promise<Exchanged | Again> {
  const answer = await exchangeOrAgain(request);
  if (answer instanceof Again || (answer.status < 500 && answer.status !== 429)) return answer;
  return new Again(`it answers ${answer.status}`, answer.headers);
}
