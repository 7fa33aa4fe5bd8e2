import { Ajv } from 'ajv';
import formats from 'ajv-formats';

/**
 * What CSAF 2.0 (OASIS Standard, 18 November 2022) demands of a document: section 3.2 as a schema, as far as our
 * documents use it, and the mandatory tests of section 6.1 that a schema cannot express. Written for this test
 * after the text of the standard; https://docs.oasis-open.org/csaf/csaf/v2.0/os/csaf-v2.0-os.html
 */

/** Section 3.1.11: a whole number, or a version in the form of Semantic Versioning 2.0.0. */
const VERSION =
  '^(0|[1-9][0-9]*)$|^((0|[1-9]\\d*)\\.(0|[1-9]\\d*)\\.(0|[1-9]\\d*)(?:-((?:0|[1-9]\\d*|\\d*[a-zA-Z-][0-9a-zA-Z-]*)(?:\\.(?:0|[1-9]\\d*|\\d*[a-zA-Z-][0-9a-zA-Z-]*))*))?(?:\\+([0-9a-zA-Z-]+(?:\\.[0-9a-zA-Z-]+)*))?)$';

const text = { type: 'string', minLength: 1 };
const time = { type: 'string', format: 'date-time' };
const uri = { type: 'string', format: 'uri' };
const version = { type: 'string', pattern: VERSION };

/** Section 3.2.1.12. */
const TRACKING = {
  type: 'object',
  required: ['current_release_date', 'id', 'initial_release_date', 'revision_history', 'status', 'version'],
  properties: {
    aliases: { type: 'array', minItems: 1, uniqueItems: true, items: text },
    current_release_date: time,
    generator: { type: 'object' },
    id: { ...text, pattern: '^[\\S](.*[\\S])?$' },
    initial_release_date: time,
    revision_history: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        required: ['date', 'number', 'summary'],
        properties: { date: time, legacy_version: text, number: version, summary: text },
      },
    },
    status: { enum: ['draft', 'final', 'interim'] },
    version,
  },
};

/** Section 3.2.1, with the profile "CSAF Base" of section 4.1. */
const DOCUMENT = {
  type: 'object',
  required: ['category', 'csaf_version', 'publisher', 'title', 'tracking'],
  properties: {
    category: { ...text, pattern: '^[^\\s\\-_\\.](.*[^\\s\\-_\\.])?$' },
    csaf_version: { const: '2.0' },
    lang: { type: 'string', pattern: '^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$' },
    publisher: {
      type: 'object',
      required: ['category', 'name', 'namespace'],
      properties: {
        category: { enum: ['coordinator', 'discoverer', 'other', 'translator', 'user', 'vendor'] },
        contact_details: text,
        issuing_authority: text,
        name: text,
        namespace: uri,
      },
    },
    references: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        required: ['summary', 'url'],
        properties: { category: { enum: ['external', 'self'] }, summary: text, url: uri },
      },
    },
    title: text,
    tracking: TRACKING,
  },
};

interface Tracking {
  readonly current_release_date: string;
  readonly initial_release_date: string;
  readonly revision_history: readonly { readonly date: string; readonly number: string }[];
  readonly status: string;
  readonly version: string;
}

const ajv = new Ajv({ allErrors: true, strict: true });
formats.default(ajv);
const validate = ajv.compile(DOCUMENT);

/** Everything that CSAF 2.0 has against a document, each with the section that says so. */
export function csafFaults(document: unknown): string[] {
  if (!validate(document))
    return (validate.errors ?? []).map(({ instancePath, message }) => `3.2 ${instancePath} ${message}`);
  const { tracking } = document as { readonly tracking: Tracking };
  const { revision_history: history, status } = tracking;
  const byDate = history.toSorted((a, b) => Date.parse(a.date) - Date.parse(b.date));
  const numbers = history.map(({ number }) => number);
  const majors = numbers.map((number) => Number(number.split('.')[0]));
  const [first, last] = [history[0], history.at(-1)];
  const tests: readonly (readonly [section: string, isMet: boolean])[] = [
    // Sorted by date, the numbers are in order too. Ours are written in that order.
    ['6.1.14', JSON.stringify(byDate) === JSON.stringify(history) && areSorted(numbers)],
    ['6.1.16', tracking.version === last?.number],
    ['6.1.17', status === 'draft' || !/^0(?:\.|$)|-/.test(tracking.version)],
    ['6.1.18', status === 'draft' || numbers.every((number) => !/^0(?:\.|$)/.test(number))],
    ['6.1.19', numbers.every((number) => !number.includes('-'))],
    ['6.1.21', majors[0]! <= 1 && majors.every((major, at) => at === 0 || major - majors[at - 1]! <= 1)],
    ['6.1.22', new Set(numbers).size === numbers.length],
    ['6.1.30', new Set([...numbers, tracking.version].map((number) => number.includes('.'))).size === 1],
    ['6.2.5', tracking.initial_release_date === first?.date],
    ['6.2.6', tracking.current_release_date === last?.date],
  ];
  return tests.filter(([, isMet]) => !isMet).map(([section]) => section);
}

function areSorted(numbers: readonly string[]): boolean {
  return numbers.every((number, at) => at === 0 || compare(numbers[at - 1] ?? '', number) <= 0);
}

function compare(a: string, b: string): number {
  const [one, other] = [a, b].map((number) => number.split('.').map(Number));
  const place = one?.findIndex((part, at) => part !== other?.[at]) ?? -1;
  return place < 0 ? 0 : (one?.[place] ?? 0) - (other?.[place] ?? 0);
}
