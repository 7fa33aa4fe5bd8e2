import { getProxyForUrl } from 'proxy-from-env';
import { Refused } from '../refused.ts';

/** A proxy, and the variable of the environment that names it. */
export interface Proxy {
  readonly variable: string;
  readonly url: URL;
}

/**
 * The proxy that `HTTPS_PROXY`, `HTTP_PROXY` or `ALL_PROXY` names for an address, unless `NO_PROXY` excludes
 * it; lower-case names come first. This machine itself never needs one. Throws Refused.
 */
export function proxyFor(url: URL): Proxy | undefined {
  if (isThisMachine(url.hostname) || getProxyForUrl(url.href) === '') return undefined;
  const scheme = url.protocol.slice(0, -1);
  const names = [`${scheme}_proxy`, `${scheme.toUpperCase()}_PROXY`, 'all_proxy', 'ALL_PROXY'];
  const variable = names.find((name) => process.env[name]) ?? '';
  const named = process.env[variable] ?? '';
  const address = named.includes('://') ? named : `http://${named}`;
  if (URL.canParse(address) && /^https?:/i.test(address)) return { variable, url: new URL(address) };
  // The value is not repeated: it may contain a password.
  throw new Refused(
    'usage',
    `${variable} is not the address of an HTTP proxy`,
    `Write it like \`http://proxy.example.com:3128\`; to use no proxy for ${url.hostname}, add it to NO_PROXY.`,
  );
}

/** The header that authenticates to a proxy, if its address has a user. */
export function proxyAuthorization({ url }: Proxy): Readonly<Record<string, string>> {
  if (url.username === '') return {};
  const user = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  return { 'proxy-authorization': `Basic ${Buffer.from(user).toString('base64')}` };
}

function isThisMachine(host: string): boolean {
  return /^(?:localhost|.*\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/i.test(host);
}
