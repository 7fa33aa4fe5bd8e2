import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { WORD_FACTS } from '../../src/model/edition.ts';
import { ROOT } from '../run.ts';

/** A fact of the front matter goes through one table, so that few files have to be changed for a new one. */
const MOST_FILES = 7;

test('a fact is named in few files', () => {
  const { name, key } = WORD_FACTS.find((fact) => fact.key === 'data_loss')!;
  const files = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' }).filter(
    (path) => path.endsWith('.ts') && !/\.test\.ts$|(?:^|[/\\])testing\.ts$/.test(path),
  );
  const naming = files.filter((path) => {
    const text = readFileSync(join(ROOT, 'src', path), 'utf8');
    return text.includes(name) || text.includes(key);
  });
  expect(naming).toContain(join('model', 'edition.ts'));
  expect(naming.length, naming.join(', ')).toBeLessThanOrEqual(MOST_FILES);
});
