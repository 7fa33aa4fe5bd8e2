import { diagnose } from '../../diagnostics/diagnose.ts';
import type { Code } from '../../diagnostics/catalogue.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { placeOf } from '../../diagnostics/diagnostic.ts';
import type { Matter } from '../matter.ts';
import type { EditionRequest } from '../request.ts';
import type { Split } from '../split.ts';
import { SECRETS } from './secrets.ts';
import { withoutComments } from './visible.ts';

/** Something that should not be in a text, and its message and hint. */
interface Suspicion {
  readonly code: Code;
  readonly pattern: RegExp;
  /** What every text has that the pattern matches, where looking for that is much faster. */
  readonly needs?: RegExp | undefined;
  readonly message: string;
  readonly hint: string;
}

const SECRET_HINT = 'Delete it here and have it replaced: once committed, it is no longer secret.';

/** Addresses of a role, which readers may write to, and addresses reserved for examples. */
const NOT_PERSONAL = String.raw`(?!(?:support|help|helpdesk|status|security|noc|abuse|info|contact|hello|incidents?|ops|oncall|on-call|postmaster|hostmaster|webmaster|admin|service|team|press|privacy|billing|sales|noreply|no-reply|user|username|name|you|someone|somebody|alerts?|feedback)@|[\w.+-]+@(?:[\w-]+\.)*(?:example(?:\.[a-z]+)?|test|invalid|localhost)\b)`;

const SUSPICIONS: readonly Suspicion[] = [
  ...SECRETS.map(({ pattern, what }) => ({
    code: 'INC224' as const,
    pattern,
    message: `This looks like ${what}`,
    hint: SECRET_HINT,
  })),
  {
    code: 'INC225',
    pattern:
      /(?<![\w./:-])(?:10(?:\.\d{1,3}){3}|192\.168(?:\.\d{1,3}){2}|172\.(?:1[6-9]|2\d|3[01])(?:\.\d{1,3}){2})(?![\w.]*\d)/,
    message: 'This looks like an internal address',
    hint: 'Name the service instead: readers cannot use the address, and it tells strangers how the network is built.',
  },
  {
    code: 'INC225',
    needs: /\.(?:internal|local|corp|lan|intranet)\b/i,
    pattern: /\b[\w-]+(?:\.[\w-]+)*\.(?:internal|local|corp|lan|intranet)\b(?!\()/i,
    message: 'This looks like an internal host name',
    hint: 'Name the service instead of the machine.',
  },
  {
    code: 'INC226',
    needs: /@/,
    pattern: new RegExp(
      String.raw`(?<!mailto:|[\w.+-])${NOT_PERSONAL}[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}\b`,
      'i',
    ),
    message: 'This looks like somebody’s mail address',
    hint: 'Name a team instead; if readers should write to it, make it a link: `[write to us](mailto:…)`.',
  },
];

const DANGLING = /(?:\b(?:including|such as|for example)\s*:?|[\p{L}\p{N})]:)\s*$/iu;
const DANGLING_SOMEWHERE = new RegExp(DANGLING.source, 'imu');

/** Finds mistakes in the prose of a report before readers do. All are warnings. */
export function checkProse(request: EditionRequest, halves: Split, matter: Matter | undefined): Diagnostic[] {
  const found = [
    ...suspiciousLines(request.path, halves.yaml, halves.yamlLine),
    ...suspiciousLines(request.path, halves.body, halves.bodyLine),
  ];
  return [...found, ...danglingTitles(request, matter), ...danglingParagraphs(request.path, halves)];
}

/** If the whole text does not match, no line does: most texts are searched once per pattern. */
function suspiciousLines(file: string, text: string, first: number): Diagnostic[] {
  const there = SUSPICIONS.filter(({ needs, pattern }) => needs?.test(text) !== false && pattern.test(text));
  if (there.length === 0) return [];
  return text.split('\n').flatMap((line, index) => suspiciousParts(file, line, first + index, there));
}

function suspiciousParts(
  file: string,
  text: string,
  line: number,
  suspicions: readonly Suspicion[],
): Diagnostic[] {
  const found = suspicions.flatMap(({ code, pattern, message, hint }) => {
    const matches = [...text.matchAll(new RegExp(pattern.source, `g${pattern.flags}`))];
    return matches.map((match) => {
      const column = match.index + 1;
      const place = placeOf(file, [line, column, line, column + match[0].length]);
      return diagnose(code, place, message, hint);
    });
  });
  // One secret can look like two.
  return found.filter(({ place }, at) =>
    found.slice(0, at).every((other) => {
      const end = other.place.end?.column ?? other.place.column;
      return place.column >= end || (place.end?.column ?? place.column) <= other.place.column;
    }),
  );
}

function danglingTitles({ path }: EditionRequest, matter: Matter | undefined): Diagnostic[] {
  if (!matter) return [];
  const { timeline } = matter.value;
  const entries = Array.isArray(timeline) ? timeline.map((_, index) => `timeline.${index}.title`) : [];
  return ['title', 'summary', 'changes', ...entries].flatMap((key) => {
    const value = key
      .split('.')
      .reduce<unknown>((inner, part) => (inner as Record<string, unknown> | undefined)?.[part], matter.value);
    return typeof value === 'string' && DANGLING.test(value) ? [dangling(path, matter.place(key))] : [];
  });
}

/** A paragraph that announces something and is the last one, or is followed by a heading. */
function danglingParagraphs(file: string, { body, bodyLine }: Split): Diagnostic[] {
  const visible = withoutComments(body);
  if (!DANGLING_SOMEWHERE.test(visible)) return [];
  const lines = visible.split('\n');
  let fenced = false;
  return lines.flatMap((text, index) => {
    if (/^\s*(?:```|~~~)/.test(text)) fenced = !fenced;
    if (fenced || !DANGLING.test(text)) return [];
    const next = lines.slice(index + 1).find((each) => each.trim() !== '');
    const line = bodyLine + index;
    const announcesNothing = next === undefined || /^#{1,6}\s/.test(next);
    return announcesNothing
      ? [dangling(file, [line, Math.max(1, text.trimEnd().length), line, text.trimEnd().length + 1])]
      : [];
  });
}

function dangling(file: string, range: Parameters<typeof placeOf>[1]): Diagnostic {
  return diagnose('INC222', placeOf(file, range));
}
