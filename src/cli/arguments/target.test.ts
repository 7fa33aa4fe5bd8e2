import { expect, test } from 'vitest';
import { readService } from './service.ts';
import { parseTarget } from './target.ts';

test.each([
  ['s3://My-Site/docs', 'the bucket `My-Site` has a capital letter', 'Write `s3://my-site/docs`.'],
  ['s3://my_site', 'the bucket `my_site` has an underscore', 'as your store shows it'],
  ['s3://my site', 'the bucket `my site` has a space', 'as your store shows it'],
  ['s3://localhost:9000/site', 'has a colon', 'as your store shows it'],
  ['s3://my+site', 'has a character other than', 'as your store shows it'],
  ['s3://-site', 'starts with a dot or hyphen', 'as your store shows it'],
  ['s3://site-/docs', 'ends with a dot or hyphen', 'as your store shows it'],
  ['s3://ab', 'is shorter than 3 characters', 'as your store shows it'],
  [`s3://${'a'.repeat(64)}`, 'is longer than 63 characters', 'as your store shows it'],
  ['s3:///docs', 'the name of the bucket is missing', 'as your store shows it'],
])('%s says what is wrong with it', (text, message, hint) => {
  expect(() => parseTarget(text)).toThrow(
    expect.objectContaining({
      message: expect.stringContaining(message) as string,
      hint: expect.stringContaining(hint) as string,
    }),
  );
});

test.each(['s3://abc', `s3://${'a'.repeat(63)}/a/b`, 's3://1.status-site'])('%s is a target', (text) => {
  expect(parseTarget(text)).toMatchObject({ kind: 's3' });
});

test.each(['Web Frontend', 'web_frontend', 'WEB-FRONTEND', 'web-fronted'])(
  'the service %s gets the id that is meant',
  (text) => {
    expect(() => readService(text, ['api', 'web-frontend'])).toThrow(
      expect.objectContaining({ hint: 'Did you mean `web-frontend`?' }),
    );
  },
);
