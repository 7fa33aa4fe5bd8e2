import { diagnose } from '../../diagnostics/diagnose.ts';
import { replaceAt } from '../../diagnostics/diagnostic.ts';
import type { Diagnostic, Edit } from '../../diagnostics/diagnostic.ts';
import type { SitePath } from '../../model/file.ts';
import { keysAt } from '../schema.ts';

/** A wrong mark around the front matter, and the corrected file, if that is certain. */
export interface WrongMark {
  readonly diagnostic: Diagnostic;
  /** The corrected lines; undefined if nobody can know what is meant. */
  readonly mended: readonly string[] | undefined;
  /** How many lines fewer the file has than `mended`. */
  readonly added: number;
}

/** Invisible characters: spaces of all kinds, marks of byte order and direction, joiners. */
const UNSEEN = /^[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]*$/;

/** Three dashes of any kind, with blanks anywhere. */
const NEARLY = /^[\s\u200b\ufeff]*(?:[-‐‑‒–—―−]\s*){1,5}$/u;

const KEY = /^([a-z_]+)[ \t]*:(?:\s|$)/;

/** Finds out what a first line that is not `---` should be. */
export function openingMark(file: SitePath, lines: readonly string[]): WrongMark | undefined {
  const first = lines[0] ?? '';
  if (first.trimEnd() === '---') return undefined;
  if (first.startsWith('---')) return somethingBehind(file, lines, first.slice(3).trim());
  const later = lines.findIndex((line) => !UNSEEN.test(line));
  const start = (lines[later] ?? '').replace(/^\ufeff+/, '');
  if (NEARLY.test(start) && (later > 0 || start !== first || !isRule(lines)))
    return somethingBefore(file, lines, later);
  if (KEY.exec(first)?.[1] !== undefined && isKey(first)) return openingMissing(file, lines);
  return wrong(lines, 0, diagnose('INC101', lineEdit(file, lines, 0, '').place, ...otherFormat(file, lines)));
}

/** A document that merely begins with a thematic break has no keys below it. */
function isRule(lines: readonly string[]): boolean {
  return !lines.slice(1, 4).some(isKey);
}

function isKey(line: string): boolean {
  return keysAt([]).includes(KEY.exec(line)?.[1] ?? '');
}

function somethingBehind(file: SitePath, lines: readonly string[], more: string): WrongMark {
  const message = `The first line is \`---${more.slice(0, 40)}\`; front matter is YAML and starts with \`---\` alone`;
  const write = lineEdit(file, lines, 0, '---');
  const isYaml = /^(?:-+|ya?ml)$/i.test(more);
  const hint = { text: 'Write `---` and nothing else on the first line.', write: isYaml ? write : undefined };
  return {
    diagnostic: diagnose('INC103', write.place, message, hint),
    mended: isYaml ? ['---', ...lines.slice(1)] : undefined,
    added: 0,
  };
}

function somethingBefore(file: SitePath, lines: readonly string[], later: number): WrongMark {
  const line = lines[later] ?? '';
  const write = replaceAt(file, [1, 1, later + 1, line.length + 1], '---');
  const isPlain = line.trim() === '---';
  return {
    diagnostic: diagnose(
      'INC101',
      lineEdit(file, lines, 0, '').place,
      later > 0 || isPlain
        ? 'There is something before the front matter; `---` must be the very first line'
        : 'The first line is not three plain hyphens, which is where front matter begins',
      {
        text:
          later > 0
            ? `Delete what stands before line ${later + 1}: it is blank or invisible. The first line is \`---\`.`
            : 'Write the first line as `---`.',
        write,
      },
    ),
    mended: ['---', ...lines.slice(later + 1)],
    added: -later,
  };
}

function openingMissing(file: SitePath, lines: readonly string[]): WrongMark {
  return {
    diagnostic: diagnose(
      'INC101',
      lineEdit(file, lines, 0, '').place,
      'The line `---` above the front matter is missing',
      {
        text: 'Write `---` on a line of its own above line 1.',
        write: replaceAt(file, [1, 1, 1, 1], '---\n'),
      },
    ),
    mended: ['---', ...lines],
    added: 1,
  };
}

/** The message and the hint for a file without YAML front matter. */
function otherFormat(file: SitePath, lines: readonly string[]): readonly [string, string] {
  const first = (lines[0] ?? '').trim();
  if (first === '+++' || first === ';;;' || first.startsWith('{')) {
    const format = first === '+++' ? 'TOML' : 'JSON';
    const marks = first.startsWith('{') ? '' : `, between two lines of \`${first}\``;
    return [
      `The front matter of this file is ${format}${marks}; here it is YAML`,
      'Write it as YAML between two lines of `---`: on each line a key, a colon and a value.',
    ];
  }
  const keys = file.startsWith('pages/') ? '`title`' : '`title`, `version` and `timeline`';
  return [
    'This file has no front matter',
    `Put it above line 1: a line \`---\`, then ${keys}, then \`---\` again.`,
  ];
}

/**
 * What to do about front matter without an end; the line that looks like it, or the one before which it ends.
 */
export function closingMark(file: SitePath, lines: readonly string[]): WrongMark {
  const message = 'The front matter is not closed';
  const near = lines.findIndex(
    (line, index) => index > 0 && (NEARLY.test(line) || /^(?:-{2,}|—|–|\.\.\.)/.test(line)),
  );
  if (near > 0) {
    const text = `Line ${near + 1} looks like its end; it must be exactly \`---\`, at the start of the line.`;
    const write = lineEdit(file, lines, near, '---');
    return wrong(lines, near, diagnose('INC102', write.place, message, { text, write }));
  }
  const end = firstLineOfText(lines);
  if (end === undefined) {
    const text = 'Write `---` on a line of its own between the front matter and the text.';
    return wrong(lines, 0, diagnose('INC102', lineEdit(file, lines, 0, '').place, message, text));
  }
  const write = replaceAt(file, [end + 1, 1, end + 1, 1], '---\n');
  const hint = { text: `Write \`---\` on a line of its own above line ${end + 1}.`, write };
  return {
    diagnostic: diagnose('INC102', lineEdit(file, lines, end, '').place, message, hint),
    mended: [...lines.slice(0, end), '---', ...lines.slice(end)],
    added: 1,
  };
}

/** The first line that cannot be front matter; blank lines before it belong to the text. */
function firstLineOfText(lines: readonly string[]): number | undefined {
  const at = lines.findIndex((line, index) => index > 0 && !/^(?:\s|- |#[^#]|$)/.test(line) && !isKey(line));
  if (at < 2) return undefined;
  // A key that is misspelt is not a text; a heading of Markdown would be a comment.
  const line = lines[at] ?? '';
  return /^[\w-]+:/.test(line) ? undefined : at;
}

/** A mark that no line has yet, or a line that should be `---`. */
function wrong(lines: readonly string[], at: number, diagnostic: Diagnostic): WrongMark {
  const isSure = diagnostic.hint?.write !== undefined;
  return {
    diagnostic,
    mended: isSure ? lines.map((line, index) => (index === at ? '---' : line)) : undefined,
    added: 0,
  };
}

/** Replaces a whole line. */
function lineEdit(file: SitePath, lines: readonly string[], at: number, text: string): Edit {
  return replaceAt(file, [at + 1, 1, at + 1, (lines[at] ?? '').length + 1], text);
}
