import type { Host } from './answers.ts';

/** How CI brings `dist/` to a host: commands, and the secrets they need from its settings. */
export interface Deployment {
  readonly commands: readonly string[];
  readonly secrets: readonly string[];
  /** Secrets that may be left out. */
  readonly optional: readonly string[];
}

/** Exact versions: CI that runs whatever is newest runs whatever somebody has just published. */
const NETLIFY = 'netlify-cli@17.8.1';
const WRANGLER = 'wrangler@3.97.0';

/** The deployment to a host by command. The pages of GitHub and GitLab are served by their own CI. */
export function deploymentTo(host: Host, program: string): Deployment {
  switch (host) {
    case 'netlify':
      return {
        commands: [`npx --yes ${NETLIFY} deploy --prod --dir dist`],
        secrets: ['NETLIFY_AUTH_TOKEN', 'NETLIFY_SITE_ID'],
        optional: [],
      };
    case 'cloudflare':
      return {
        commands: [`npx --yes ${WRANGLER} pages deploy dist --project-name "$CLOUDFLARE_PROJECT"`],
        secrets: ['CLOUDFLARE_API_TOKEN', 'CLOUDFLARE_ACCOUNT_ID', 'CLOUDFLARE_PROJECT'],
        optional: [],
      };
    case 's3':
      return {
        // A bucket alone is fine; where CloudFront is in front of it, it is told what changed.
        commands: [
          `${program} publish --target "s3://$S3_BUCKET" \${CLOUDFRONT_DISTRIBUTION_ID:+--purge cloudfront}`,
        ],
        secrets: ['S3_BUCKET', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_REGION'],
        optional: ['CLOUDFRONT_DISTRIBUTION_ID'],
      };
    case 'github':
    case 'gitlab':
    case 'none':
      return { commands: [], secrets: [], optional: [] };
  }
}
