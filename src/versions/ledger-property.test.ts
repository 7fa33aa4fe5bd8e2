import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../../test/fuzz/runs.ts';
import { instantOf } from '../model/instant.ts';
import { sha256 } from '../source/content-hash.ts';
import { ledgerRow, publishedEditions, readLedger } from './ledger.ts';
import type { Ledger, LedgerLine } from './ledger.ts';

const hash = fc.nat(9).map((number) => sha256(String(number)));

/** How a ledger goes on: with another version, with another wording of the last, or with something redacted. */
const step = fc.record({
  kind: fc.constantFrom('version', 'version', 'wording', 'redact'),
  seconds: fc.nat(100_000),
  pick: fc.nat(20),
  changes: fc.string({ unit: 'binary', maxLength: 20 }),
  hashes: fc.tuple(hash, hash, hash, hash, hash),
});

/** The lines that `freeze` and `redact` would write. */
const lines = fc.array(step, { minLength: 1, maxLength: 8 }).map((steps) => {
  const made: LedgerLine[] = [];
  let at = 1_600_000_000;
  for (const { kind, seconds, pick, changes, hashes } of steps) {
    at += seconds;
    const frozen = made.filter(({ status }) => status !== 'redacted');
    const last = frozen.at(-1)?.version ?? { number: 0, revision: 1 };
    const redacted = kind === 'redact' ? frozen[pick % (frozen.length || 1)] : undefined;
    const isWording = kind === 'wording' && last.number > 0;
    const [source, article, data, content, facts] = hashes;
    made.push({
      version:
        redacted?.version ??
        (isWording
          ? { number: last.number, revision: last.revision + 1 }
          : { number: last.number + 1 + (pick % 3), revision: 1 }),
      published: instantOf(at),
      lastUpdate: instantOf(at - (pick % 60)),
      status: redacted ? 'redacted' : pick % 2 ? 'interim' : 'final',
      changes,
      source,
      article,
      data,
      content,
      facts,
      renderer: 'incident-press 0.1.0',
    });
  }
  return made;
});

const written = (all: readonly LedgerLine[]) =>
  all.reduce((text, each) => text + ledgerRow(each, readLedger(text).head), '');

test('all publications and redactions are read back as written', () => {
  fc.assert(
    fc.property(lines, (all) => {
      const ledger = readLedger(written(all));
      expect(ledger.fault).toBeUndefined();
      expect(ledger.lines).toEqual(all);
      const names = publishedEditions(ledger).map(({ version: { number, revision } }) => [number, revision]);
      expect(names).toEqual(names.toSorted(([a, b], [c, d]) => a! - c! || b! - d!));
    }),
    runs(300),
  );
});

/** What somebody might do to a ledger: to one of its characters, or to one of its lines. */
const damage = fc.record({
  kind: fc.constantFrom('change', 'remove', 'add', 'lose line', 'double line', 'swap lines', 'cut', 'forge'),
  place: fc.nat(),
  letter: fc.constantFrom('0', 'a', 'Z', ' ', '"', '\\', '\n', '\r', '}', '\u0000', 'é'),
});

function damaged(text: string, { kind, place, letter }: { kind: string; place: number; letter: string }) {
  const at = place % text.length;
  const rows = text.trimEnd().split('\n');
  const row = place % rows.length;
  switch (kind) {
    case 'change':
      return text.slice(0, at) + letter + text.slice(at + 1);
    case 'remove':
      return text.slice(0, at) + text.slice(at + 1);
    case 'add':
      return text.slice(0, at) + letter + text.slice(at);
    case 'cut':
      return text.slice(0, at);
    case 'lose line':
      rows.splice(row, 1);
      break;
    case 'double line':
      rows.splice(row, 0, rows[row]!);
      break;
    case 'swap lines':
      rows.push(...rows.splice(row, 1));
      break;
    case 'forge':
      rows[row] = rows[row]!.replace(/"renderer":"[^"]*"/, '"renderer":"another"');
  }
  return rows.map((each) => `${each}\n`).join('');
}

/** Whether somebody who kept the head of a ledger sees that it is not the one they knew, nor has grown from it. */
const isNoticed = (before: Ledger, after: Ledger) =>
  after.fault !== undefined || !after.hashes.includes(before.head!);

test('whatever is done to a ledger, it is no longer sound, or whoever kept its last hash sees it', () => {
  const reached = { fault: 0, kept: 0 };
  fc.assert(
    fc.property(lines, damage, (all, done) => {
      const text = written(all);
      const changed = damaged(text, done);
      fc.pre(changed !== text);
      const [before, after] = [readLedger(text), readLedger(changed)];
      expect(isNoticed(before, after), changed).toBe(true);
      // Up to the place of the damage, what is read is what was published.
      const sound = after.hashes.findIndex((each, index) => each !== before.hashes[index]);
      const upTo = sound < 0 ? after.lines.length : sound;
      expect(after.lines.slice(0, upTo)).toEqual(before.lines.slice(0, upTo));
      reached[after.fault ? 'fault' : 'kept'] += 1;
    }),
    runs(1_000),
  );
  expect(Math.min(...Object.values(reached))).toBeGreaterThan(20);
});
