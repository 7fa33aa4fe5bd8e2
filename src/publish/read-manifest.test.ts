import { expect, test } from 'vitest';
import { parseManifest } from './read-manifest.ts';

test('a foreign manifest, or one with paths out of the site, is not accepted', () => {
  const ours = (files: object) => JSON.stringify({ generator: { name: 'incident-press' }, files });
  const entry = { sha256: 'a'.repeat(64), size: 1 };
  expect(parseManifest(ours({ 'a/b.html': entry }))?.files.get('a/b.html')).toMatchObject({
    size: 1,
    type: '',
  });
  for (const path of ['../x', 'a/../../x', '/etc/passwd', 'a//b', 'a\\b', '', '.', 'a/', 'a/./b'])
    expect(parseManifest(ours({ [path]: entry }))).toBeUndefined();
  for (const text of [
    '',
    '{}',
    '[]',
    'null',
    ours({ a: { sha256: 'short' } }),
    JSON.stringify({ generator: { name: 'x' }, files: {} }),
  ])
    expect(parseManifest(text)).toBeUndefined();
});
