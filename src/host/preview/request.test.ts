import { expect, test } from 'vitest';
import { allowedHosts, readTarget } from './request.ts';

test('only the names of loopback with the port are answered to', () => {
  const hosts = allowedHosts(undefined, 4000);
  expect([...hosts].toSorted()).toEqual(['127.0.0.1:4000', '[::1]:4000', 'localhost:4000']);
  expect([...allowedHosts(undefined, 80)]).toContain('localhost');
});

test('a host that was named is the only one', () => {
  expect([...allowedHosts('Preview.Example', 4000)]).toEqual(['preview.example:4000']);
  expect([...allowedHosts('::1', 4000)]).toEqual(['[::1]:4000']);
  expect([...allowedHosts('0.0.0.0', 4000)]).toContain('localhost:4000');
});

test.each([
  ['/', 'file', ''],
  ['/en/?a=/../b#c', 'file', 'en/'],
  ['/a%20b/%C3%A9', 'file', 'a b/é'],
  ['/..a/b..', 'file', '..a/b..'],
])('%s is a path', (target, kind, path) => {
  expect(readTarget(target, '/')).toEqual({ kind, path });
});

test.each([
  '/%',
  '/%E0%A4%A',
  '/a/../b',
  '/%2e%2e/b',
  '/a/..',
  '/./a',
  '/a%00b',
  '/a\\b',
  '/a%5Cb',
  '*',
  'http://a/',
  '',
  '/a%0d%0ab',
])('%s is malformed', (target) => {
  expect(readTarget(target, '/')).toEqual({ kind: 'malformed' });
});

test('a path beside that of the site is outside', () => {
  expect(readTarget('/status/en/', '/status/')).toEqual({ kind: 'file', path: 'en/' });
  for (const target of ['/', '/statusx/', '/status']) {
    expect(readTarget(target, '/status/')).toEqual({ kind: 'outside' });
  }
});
