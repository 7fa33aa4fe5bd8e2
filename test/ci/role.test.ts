import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { rmSync } from 'node:fs';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect } from 'vitest';
import { deploymentTo } from '../../src/cli/init/deploy.ts';
import { BASH, CURL, testWith } from '../programs.ts';
import { makeFolder } from '../run.ts';
import { write } from './host.ts';

const run = promisify(execFile);

interface Asked {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: URLSearchParams;
}

/** Says who a job is, and gives credentials for it, as GitHub and AWS do. */
async function startIdentity() {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (part: string) => (text += part));
    request.on('end', () => {
      const { url: path = '', headers } = request;
      asked.push({ path, authorization: headers.authorization, body: new URLSearchParams(text) });
      const Credentials = { AccessKeyId: 'AKIA1', SecretAccessKey: 'se/cret+1', SessionToken: 'session==' };
      const AssumeRoleWithWebIdentityResult = { Credentials };
      response.end(
        JSON.stringify(
          path.startsWith('/token')
            ? { value: 'who-I-am' }
            : { AssumeRoleWithWebIdentityResponse: { AssumeRoleWithWebIdentityResult } },
        ),
      );
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return { asked, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}

testWith(BASH, CURL)('a role is taken for the time of a publication, on GitHub and on GitLab', async () => {
  const folder = makeFolder();
  const { asked, url, server } = await startIdentity();
  // In the place of the program: it shows what it was given.
  write(folder, 'program', 'echo "$AWS_ACCESS_KEY_ID $AWS_SECRET_ACCESS_KEY $AWS_SESSION_TOKEN $*"\n');
  const { commands } = deploymentTo('s3', 'sh ./program');
  const publish = async (environment: Readonly<Record<string, string>>) => {
    const settings = { S3_BUCKET: 'pages', AWS_REGION: 'eu-central-1', AWS_ENDPOINT_URL_STS: `${url}/sts` };
    const env = { PATH: process.env['PATH'], ...settings, ...environment };
    const { stdout } = await run('bash', ['-eo', 'pipefail', '-c', commands.join('\n')], {
      cwd: folder,
      env,
    });
    return stdout;
  };
  try {
    const role = { AWS_ROLE_ARN: 'arn:aws:iam::123456789012:role/pages' };
    const token = {
      ACTIONS_ID_TOKEN_REQUEST_URL: `${url}/token?api-version=2`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'of-the-job',
    };
    const said = 'AKIA1 se/cret+1 session== publish --target s3://pages';
    expect((await publish({ ...role, ...token })).trim()).toBe(said);
    expect(asked[0]).toMatchObject({
      path: '/token?api-version=2&audience=sts.amazonaws.com',
      authorization: 'bearer of-the-job',
    });
    expect(Object.fromEntries(asked[1]!.body)).toMatchObject({
      Action: 'AssumeRoleWithWebIdentity',
      RoleArn: role.AWS_ROLE_ARN,
      WebIdentityToken: 'who-I-am',
    });
    const purging = await publish({ ...role, WEB_IDENTITY: 'from-gitlab', CLOUDFRONT_DISTRIBUTION_ID: 'E1' });
    expect(purging.trim()).toBe(`${said} --purge cloudfront`);
    expect(asked[2]!.body.get('WebIdentityToken')).toBe('from-gitlab');
    // Without a role, the keys of the settings are used, and nobody is asked.
    const keys = { AWS_ACCESS_KEY_ID: 'own', AWS_SECRET_ACCESS_KEY: 'key' };
    expect((await publish(keys)).trim()).toBe('own key  publish --target s3://pages');
    expect(asked.length).toBe(3);
  } finally {
    server.close();
    rmSync(folder, { recursive: true });
  }
});
