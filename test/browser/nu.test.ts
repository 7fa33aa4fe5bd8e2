import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect } from 'vitest';
import { writeOutput } from '../../src/host/files/write-output.ts';
import { makeFrom } from '../machines/made.ts';
import { NU, NU_JAR, testWith } from '../programs.ts';
import { makeFolder } from '../run.ts';
import { builtExample } from '../shared.ts';
import { EN, makeSite, originalText, RESOLVED, succeed, write } from '../versions/site.ts';

const test = testWith(NU);

/** A keyword of Content Security Policy Level 3, which the checker does not know; browsers do. */
const OF_CSP_3 = `Expecting source-expression but found "'wasm-unsafe-eval'"`;

/** What the Nu HTML checker reports about all pages below folders. */
function validate(...folders: readonly string[]): readonly string[] {
  const { stdout } = spawnSync(
    'java',
    ['-Xss4m', '-jar', NU_JAR, '--skip-non-html', '--format', 'json', '--stdout', ...folders],
    {
      encoding: 'utf8',
      maxBuffer: 64 * 1_048_576,
    },
  );
  const { messages } = JSON.parse(stdout) as {
    messages: readonly { url: string; message: string; extract?: string }[];
  };
  return messages
    .filter(({ message }) => !message.includes(OF_CSP_3))
    .map(({ url, message, extract }) => `${url.split('/').slice(-4).join('/')}: ${message} ${extract ?? ''}`);
}

test('every page of the example is valid HTML, and of a site that has no reports', async () => {
  const out = makeFolder();
  const empty = await makeFrom({
    'site.yaml':
      'name: Example\nurl: https://status.example.com/\nlanguages: [en, ar]\nservices:\n  - {id: web, name: Web}\n',
  });
  await writeOutput(join(out, 'empty'), empty.files);
  expect(validate(await builtExample(), out)).toEqual([]);
});

const LIST = '- one\n- two\n  - inner\n\n1. first\n2. second\n\n- [ ] to do\n- [x] done';
const TABLE = '| a | b |\n|---|---:|\n| one | 1 |\n| two | 2 |';
const CODE = '```yaml\nsize: 40\nwait: 10s\n```';

test('differences in lists, tables and code are valid HTML', async () => {
  const bodies = [
    [LIST, TABLE, CODE, '> quoted\n\nA [link](https://example.com/) and a note.[^1]\n\n[^1]: Small.'],
    [
      LIST.replace('two', 'two and a half').replace('- [ ] to do', '- [x] to do\n- [ ] more'),
      TABLE.replace('| two | 2 |', '| two | 3 |\n| three | 4 |'),
      CODE.replace('40', '16'),
      '> quoted anew\n\nA [link](https://example.org/) and a note.[^1]\n\n---\n\n[^1]: Smaller.',
    ],
    [
      LIST.split('\n').slice(1).join('\n'),
      TABLE.replaceAll('|\n', '| x |\n').replace('---: | x', '---: | ---'),
      '```sh\nls\n```',
      '***',
    ],
    ['', '| a | b |\n|---|---|', '', ''],
  ];
  const site = makeSite();
  for (const [index, parts] of bodies.entries()) {
    write(
      site,
      EN,
      originalText(`00${index + 1}`, parts.join('\n\n') || 'Nothing.', '', index > 1 ? RESOLVED : ''),
    );
    await succeed(site, 'freeze');
  }
  await succeed(site, 'build');
  expect(validate(join(site, 'dist'))).toEqual([]);
});

test('the validator finds what is wrong', () => {
  const folder = makeFolder();
  write(
    folder,
    'index.html',
    '<!doctype html><html lang="en"><title>x</title><ul><ins><li>x</li></ins></ul>',
  );
  expect(validate(folder)).not.toEqual([]);
});
