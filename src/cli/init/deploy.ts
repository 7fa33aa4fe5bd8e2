import type { Host } from './answers.ts';
import { HOST_TOOLS } from './host-tool.ts';

/** How CI publishes `dist/` to a host: commands, and what they need from its settings. */
export interface Deployment {
  readonly commands: readonly string[];
  readonly secrets: readonly string[];
  /** Public settings; some may be left out. */
  readonly settings: readonly string[];
  /** What the token of the job on GitHub may do besides reading. */
  readonly rights: readonly string[];
}

/** The deployment to a host by command. The pages of GitHub and GitLab are served by their own CI. */
export function deploymentTo(host: Host, program: string): Deployment {
  switch (host) {
    case 'netlify':
      return {
        commands: [`${HOST_TOOLS.netlify.command} deploy --prod --no-build --dir dist`],
        secrets: ['NETLIFY_AUTH_TOKEN'],
        settings: ['NETLIFY_SITE_ID'],
        rights: [],
      };
    case 'cloudflare':
      return {
        commands: [
          `${HOST_TOOLS.cloudflare.command} pages deploy dist --project-name "$CLOUDFLARE_PROJECT" --branch main`,
        ],
        secrets: ['CLOUDFLARE_API_TOKEN'],
        settings: ['CLOUDFLARE_ACCOUNT_ID', 'CLOUDFLARE_PROJECT'],
        rights: [],
      };
    case 's3':
      return {
        // A bucket alone is fine; if CloudFront is in front of it, CloudFront is told what changed.
        commands: [
          ...ROLE,
          `${program} publish --target "s3://$S3_BUCKET" \${CLOUDFRONT_DISTRIBUTION_ID:+--purge cloudfront}`,
        ],
        secrets: ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'],
        settings: ['AWS_ROLE_ARN', 'AWS_REGION', 'S3_BUCKET', 'CLOUDFRONT_DISTRIBUTION_ID'],
        rights: ['id-token: write'],
      };
    case 'github':
    case 'gitlab':
    case 'none':
      return { commands: [], secrets: [], settings: [], rights: [] };
  }
}

/** A preview of a pull request at a host, from `preview`; undefined where a host has none. */
export function previewTo(host: Host): string | undefined {
  switch (host) {
    case 'netlify':
      return `${HOST_TOOLS.netlify.command} deploy --no-build --dir preview --alias "preview-$NUMBER"`;
    case 'cloudflare':
      return `${HOST_TOOLS.cloudflare.command} pages deploy preview --project-name "$CLOUDFLARE_PROJECT" --branch "preview-$NUMBER"`;
    case 'github':
    case 'gitlab':
    case 's3':
    case 'none':
      return undefined;
  }
}

/**
 * Credentials for a quarter of an hour, in exchange for the token with which the CI identifies itself: no key
 * is stored anywhere. Without a role, the keys from the settings are used.
 */
const ROLE = [
  "json() { node -pe \"JSON.parse(require('fs').readFileSync(0, 'utf8'))$1\"; }",
  'if test -n "$AWS_ROLE_ARN"; then',
  '  if test -z "$WEB_IDENTITY"; then',
  '    answer=$(curl -sSf -H "Authorization: bearer $ACTIONS_ID_TOKEN_REQUEST_TOKEN" \\',
  '      "$ACTIONS_ID_TOKEN_REQUEST_URL&audience=sts.amazonaws.com")',
  '    WEB_IDENTITY=$(printf %s "$answer" | json .value)',
  '  fi',
  '  answer=$(curl -sSf -H "Accept: application/json" "${AWS_ENDPOINT_URL_STS:-https://sts.$AWS_REGION.amazonaws.com/}" \\',
  '    -d Action=AssumeRoleWithWebIdentity -d Version=2011-06-15 -d DurationSeconds=900 \\',
  '    -d RoleSessionName=incident-press --data-urlencode "RoleArn=$AWS_ROLE_ARN" \\',
  '    --data-urlencode "WebIdentityToken=$WEB_IDENTITY")',
  '  part=.AssumeRoleWithWebIdentityResponse.AssumeRoleWithWebIdentityResult.Credentials',
  '  AWS_ACCESS_KEY_ID=$(printf %s "$answer" | json "$part.AccessKeyId")',
  '  AWS_SECRET_ACCESS_KEY=$(printf %s "$answer" | json "$part.SecretAccessKey")',
  '  AWS_SESSION_TOKEN=$(printf %s "$answer" | json "$part.SessionToken")',
  '  export AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN',
  'fi',
];
