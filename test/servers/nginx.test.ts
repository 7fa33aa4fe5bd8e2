import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeWith, NGINX, NGINX_COMMAND } from '../programs.ts';
import { makeFolder, ROOT } from '../run.ts';

const GUIDE = readFileSync(join(ROOT, 'docs/translating.md'), 'utf8');

/** The part of the configuration that the guide gives for a place in nginx.conf. */
function snippet(place: string): string {
  return new RegExp(`^\`\`\`nginx ${place}\\n([\\s\\S]*?)^\`\`\`$`, 'm').exec(GUIDE)?.[1] ?? '';
}

describeWith(NGINX)('a real nginx', () => {
  let folder: string;
  let port: number;
  let server: ChildProcess;

  beforeAll(async () => {
    folder = makeFolder();
    // Started by root, its workers are somebody else, who has to read the page.
    chmodSync(folder, 0o755);
    port = await freePort();
    mkdirSync(join(folder, 'site'));
    mkdirSync(join(folder, 'logs'));
    writeFileSync(join(folder, 'site/index.html'), 'the list of languages');
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
      .map((name) => `${name}_temp_path ${folder}/${name};`)
      .join(' ');
    const configuration = `daemon off; pid ${folder}/pid; error_log ${folder}/logs/error.log;
events {}
http {
  access_log off; ${temporary}
  ${snippet('http')}
  server { listen 127.0.0.1:${port}; root ${folder}/site; ${snippet('server')} }
}`;
    writeFileSync(join(folder, 'nginx.conf'), configuration);
    execFileSync(NGINX_COMMAND, ['-t', '-p', folder, '-c', join(folder, 'nginx.conf')], { stdio: 'pipe' });
    server = spawn(NGINX_COMMAND, ['-p', folder, '-c', join(folder, 'nginx.conf')], { stdio: 'ignore' });
    await answering();
  });
  afterAll(async () => {
    const ended = new Promise((resolve) => server.on('exit', resolve));
    server.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true });
  });

  const ask = (language: string | undefined) =>
    fetch(`http://127.0.0.1:${port}/`, {
      redirect: 'manual',
      headers: language === undefined ? {} : { 'accept-language': language },
    });

  async function answering(): Promise<void> {
    for (let tries = 0; tries < 100; tries += 1) {
      try {
        await ask('en');
        return;
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
    throw new Error(readFileSync(join(folder, 'logs/error.log'), 'utf8'));
  }

  test.each([
    ['fr', '/fr/'],
    ['fr-CA,fr;q=0.9,en;q=0.8', '/fr/'],
    ['FR-fr', '/fr/'],
    ['nl-NL,nl;q=0.9,de;q=0.8,fr;q=0.7,en;q=0.6', '/de/'],
    ['tlh, x-klingon;q=0.9, ar-EG;q=0.8, en;q=0.1', '/ar/'],
    ['pt', '/pt-br/'],
    ['pt-PT,pt;q=0.9', '/pt-br/'],
    ['ja-JP,ja;q=0.9,en-US;q=0.8', '/ja/'],
  ])('%s leads to %s', async (language, address) => {
    const response = await ask(language);
    expect(response.status).toBe(302);
    expect(new URL(response.headers.get('location') ?? '').pathname).toBe(address);
    expect(response.headers.get('vary')).toContain('Accept-Language');
  });

  test.each([
    [undefined],
    ['en'],
    ['en-GB,fr;q=0.9'],
    ['nl,en;q=0.9,fr;q=0.8'],
    ['tlh'],
    ['frr'],
    ['*'],
    [',,;'],
  ])('%s gets the list of languages', async (language) => {
    const response = await ask(language);
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('the list of languages');
  });
});

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
