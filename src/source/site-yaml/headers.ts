import { z } from 'zod';
import { whole } from '../site-values.ts';

const TEN_YEARS = 315_360_000;

export const headerKeys = z.strictObject({
  /** Seconds for Strict-Transport-Security (RFC 6797); without it the header is not sent. */
  hsts: whole('`hsts`', TEN_YEARS).optional(),
  hsts_subdomains: z.enum(['true', 'false']).optional(),
});

/** Headers that a host is to send. */
export const headers = headerKeys.optional().transform((stated) => ({
  hsts: stated?.hsts,
  hstsSubdomains: stated?.hsts_subdomains === 'true',
}));
