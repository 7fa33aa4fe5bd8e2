/** The CDNs that `--purge` knows. */
export const PURGERS = ['cloudflare', 'fastly', 'cloudfront', 'bunny'] as const;
export type Purger = (typeof PURGERS)[number];

/** A request that purges addresses from a CDN. */
export interface PurgeRequest {
  readonly method: 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Signed with AWS Signature Version 4 before it is sent. */
  readonly isSigned: boolean;
}

/** The environment variables a CDN needs. */
export const PURGE_VARIABLES: Readonly<Record<Purger, readonly string[]>> = {
  cloudflare: ['CLOUDFLARE_ZONE_ID', 'CLOUDFLARE_API_TOKEN'],
  fastly: ['FASTLY_API_TOKEN'],
  cloudfront: ['CLOUDFRONT_DISTRIBUTION_ID'],
  bunny: ['BUNNY_API_KEY'],
};

const SERVERS: Readonly<Record<Purger, string>> = {
  cloudflare: 'https://api.cloudflare.com',
  fastly: 'https://api.fastly.com',
  cloudfront: 'https://cloudfront.amazonaws.com',
  bunny: 'https://api.bunny.net',
};

/** How many addresses one request of Cloudflare may name on every plan. */
const CLOUDFLARE_BATCH = 30;

/** How many paths CloudFront works on at a time. */
const CLOUDFRONT_BATCH = 3_000;

/**
 * The requests that purge these absolute addresses from a CDN. `variables` are those of the environment, `id`
 * names the publication, so that a repeated request can be recognised. `server` replaces the CDN's own.
 */
export function purgeRequests(
  purger: Purger,
  urls: readonly string[],
  variables: Readonly<Record<string, string | undefined>>,
  id: string,
  server: string = SERVERS[purger],
): PurgeRequest[] {
  const value = (name: string) => variables[name] ?? '';
  switch (purger) {
    case 'cloudflare':
      return batches(urls, CLOUDFLARE_BATCH).map((files) =>
        plain(
          `${server}/client/v4/zones/${encodeURIComponent(value('CLOUDFLARE_ZONE_ID'))}/purge_cache`,
          { authorization: `Bearer ${value('CLOUDFLARE_API_TOKEN')}`, 'content-type': 'application/json' },
          JSON.stringify({ files }),
        ),
      );
    case 'fastly':
      return urls.map((url) =>
        plain(`${server}/purge/${url.replace(/^https?:\/\//, '')}`, {
          'fastly-key': value('FASTLY_API_TOKEN'),
          accept: 'application/json',
        }),
      );
    case 'bunny':
      return urls.map((url) =>
        plain(`${server}/purge?async=true&url=${encodeURIComponent(url)}`, {
          accesskey: value('BUNNY_API_KEY'),
        }),
      );
    case 'cloudfront':
      return batches(urls, CLOUDFRONT_BATCH).map((batch, index) => ({
        method: 'POST',
        url: `${server}/2020-05-31/distribution/${encodeURIComponent(value('CLOUDFRONT_DISTRIBUTION_ID'))}/invalidation`,
        headers: { 'content-type': 'application/xml' },
        body: invalidation(batch, `${id}-${index}`),
        isSigned: true,
      }));
  }
}

function plain(url: string, headers: PurgeRequest['headers'], body = ''): PurgeRequest {
  return { method: 'POST', url, headers, body, isSigned: false };
}

function invalidation(urls: readonly string[], reference: string): string {
  const paths = urls.map((url) => `<Path>${escapeXml(new URL(url).pathname)}</Path>`).join('');
  return (
    '<?xml version="1.0" encoding="UTF-8"?>' +
    '<InvalidationBatch xmlns="http://cloudfront.amazonaws.com/doc/2020-05-31/">' +
    `<Paths><Quantity>${urls.length}</Quantity><Items>${paths}</Items></Paths>` +
    `<CallerReference>${escapeXml(reference)}</CallerReference></InvalidationBatch>`
  );
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function batches<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
