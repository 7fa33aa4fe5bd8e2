import { z } from 'zod';
import { whole } from '../site-values.ts';

const TEN_YEARS = 315_360_000;

export const headerKeys = z.strictObject({
  hsts: whole('`hsts`', TEN_YEARS)
    .optional()
    .describe('Seconds for which browsers insist on HTTPS (Strict-Transport-Security, RFC 6797)'),
  hsts_subdomains: z.enum(['true', 'false']).optional().describe('Whether that holds for subdomains too'),
});

/** Headers that a host is to send. */
export const headers = headerKeys.optional().transform((stated) => ({
  hsts: stated?.hsts,
  hstsSubdomains: stated?.hsts_subdomains === 'true',
}));
