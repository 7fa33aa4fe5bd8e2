import { expect, test } from 'vitest';
import { misfitOfAddress, misfitOfId } from './misfits.ts';

test.each([
  ['Web', 'it has a capital letter', 'web'],
  ['web_frontend', 'it has an underscore', 'web-frontend'],
  ['Web frontend', 'it has a space', 'web-frontend'],
  ['-web', 'it starts with a hyphen', 'web'],
  ['web-', 'it ends with a hyphen', 'web'],
  ['web--api', 'it has two hyphens in a row', 'web-api'],
  ['web.api', 'it has `.` in it', 'web-api'],
  ['größe', 'it has `ö` in it', 'grosse'],
  ['網站', 'it has `網` in it', undefined],
  ['', 'it is empty', undefined],
])('the id %j: %s', (text, wrong, mended) => {
  expect(misfitOfId(text)).toEqual({ wrong, mended });
  if (mended !== undefined) expect(misfitOfId(mended)).toBeUndefined();
});

test.each([
  ['posts/web/', 'it does not start with a slash', '/posts/web/'],
  ['/posts//web', 'it has two slashes in a row', '/posts/web/'],
  ['https://old.test/posts/web', 'it is a whole address, not a path', '/posts/web/'],
  ['/posts/web?id=1', 'it has a part after a question mark or hash sign', '/posts/web/'],
  ['/posts/web.html#top', 'it has a part after a question mark or hash sign', '/posts/web.html'],
  ['/my posts/', 'it has a space', undefined],
  ['\\posts\\web', 'it has a backslash', '/posts/web/'],
  ['/posts/../web/', 'it has `.` or `..` in place of a folder', undefined],
  ['/caf%C3%A9/', 'it has a percent sign: write letters without escapes', undefined],
  ['/posts/a+b/', 'it has `+` in it', undefined],
  ['/', 'it names no page', undefined],
])('the old address %j: %s', (text, wrong, mended) => {
  expect(misfitOfAddress(text)).toEqual({ wrong, mended });
  if (mended !== undefined) expect(misfitOfAddress(mended)).toBeUndefined();
});

test.each(['/posts/web/', '/posts/web.html', '/posts/web', '/été/2019~1/'])(
  '%j is an old address',
  (text) => {
    expect(misfitOfAddress(text)).toBeUndefined();
  },
);
