import type { Proxy } from './proxy.ts';

/** Why no answer came: a sentence about the server or the proxy, without a full stop. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

/** What went wrong, by Node's error code. The subject is the server or the proxy. */
const KNOWN: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'has a certificate that has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT:
    'has a certificate from an unknown authority; NODE_EXTRA_CA_CERTS can name the authority',
  EAI_AGAIN: 'cannot be looked up: no name server answers, so this machine may be offline',
  ECONNREFUSED: 'refuses the connection',
  ECONNRESET: 'cuts the connection',
  EHOSTUNREACH: 'cannot be reached from this network',
  ENETUNREACH: 'cannot be reached: this machine seems to be offline',
  ENOTFOUND: 'is not known to the name server; the name may be wrong, or this machine offline',
  EPIPE: 'cuts the connection',
  EPROTO: 'does not speak TLS there',
  ERR_TLS_CERT_ALTNAME_INVALID: 'has a certificate for another name',
  ETIMEDOUT: 'does not answer in time',
};

const UNKNOWN_ISSUER = [
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
];

/** No answer within the time allowed for a request, or for connecting through a proxy. */
export function tooSlow(proxy: Proxy | undefined): Unreachable {
  return new Unreachable(
    `${proxy ? `it, through the proxy that ${proxy.variable} names,` : 'it'} does not answer in time`,
  );
}

/**
 * What a network error means; any other error is returned unchanged. The message of the error is not passed
 * on, since it could repeat the request. `proxy` is the one that failed, if it was one.
 */
export function networkFailure(error: unknown, proxy: Proxy | undefined): unknown {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return error;
  const { code } = error;
  const known = KNOWN[UNKNOWN_ISSUER.includes(code) ? 'DEPTH_ZERO_SELF_SIGNED_CERT' : code];
  return new Unreachable(`${proxy ? named(proxy) : 'it'} ${known ?? 'cannot be reached'} (${code})`);
}

/** The proxy answered, but did not let the request through. */
export function refusedByProxy(proxy: Proxy, status: number): Unreachable {
  const wants =
    status === 407
      ? 'wants a user and a password, as in `http://user:password@host:port`'
      : `answers ${status}`;
  return new Unreachable(`${named(proxy)} ${wants}`);
}

function named({ variable, url }: Proxy): string {
  return `the proxy ${url.host}, which ${variable} names,`;
}
