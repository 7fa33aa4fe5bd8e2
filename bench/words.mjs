/* Words for reports that mean nothing, and numbers that look random and are the same everywhere. */

export const SERVICES = ['mail', 'web', 'storage', 'dns', 'database', 'backup', 'network', 'login'];
export const SEVERITIES = ['minor', 'major', 'critical'];

export const THINGS =
  'queue replica gateway certificate cache index disk switch probe release job token shard route pool mirror'.split(
    ' ',
  );

const ACTS = [
  'filled up',
  'fell behind',
  'was restarted',
  'refused connections',
  'answered slowly',
  'was replaced',
  'lost its place',
  'came back',
  'was taken out',
  'kept its state',
];

const WHENS = [
  'after the release',
  'during the night',
  'within minutes',
  'before anyone noticed',
  'while traffic grew',
  'on both sites',
  'for some customers',
  'without a warning',
];

export const HEADLINES = [
  'First reports reach us',
  'The cause is being looked for',
  'The cause is known',
  'A way round is in place',
  'Half of the traffic is moved',
  'The fix is being rolled out',
  'We keep watching',
  'All is well again',
];

/**
 * A source of words: the same seed gives the same ones.
 * @param {number} seed
 */
export function wordsFrom(seed) {
  const random = randomFrom(seed);
  /** @type {<T>(list: readonly T[]) => T} */
  const pick = (list) => /** @type {(typeof list)[number]} */ (list[Math.floor(random() * list.length)]);
  const thing = () => pick(THINGS);
  const plain = () => `The ${thing()} of the ${pick(SERVICES)} ${thing()} ${pick(ACTS)} ${pick(WHENS)}`;
  return {
    random,
    pick,
    thing,
    /** A sentence without any markup. */
    plain: () => `${plain()}.`,
    /** A sentence; a quarter of them has some markup. */
    sentence: () => {
      const text = plain();
      const roll = random();
      if (roll < 0.1) return `${text}, and **the ${thing()}** with it.`;
      if (roll < 0.2) return `${text} (\`${thing()}-${Math.floor(random() * 90)}\`).`;
      if (roll < 0.25) return `${text}; see [the notes](https://docs.example.com/${thing()}).`;
      return `${text}.`;
    },
    /** A whole number from 0 to below a bound. @param {number} bound */
    below: (bound) => Math.floor(random() * bound),
  };
}

/** @typedef {ReturnType<typeof wordsFrom>} Words */

/**
 * A text in lines of at most 88 characters, each after the first with an indent.
 * @param {string} text
 * @param {string} [indent]
 */
export function wrap(text, indent = '') {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? '';
    if (line.length + word.length < 88) lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
    else lines.push(word);
  }
  return lines.join(`\n${indent}`);
}

/**
 * A time as reports have it: `2015-01-01T00:00:00Z`, cut to the minute.
 * @param {number} milliseconds since 1970
 */
export function timeOf(milliseconds) {
  return new Date(Math.floor(milliseconds / 60_000) * 60_000).toISOString().replace('.000Z', 'Z');
}

/**
 * Numbers from 0 to 1 that look random: a 32-bit xorshift.
 * @param {number} seed
 * @returns {() => number}
 */
function randomFrom(seed) {
  let state = Math.imul(seed, 2_654_435_761) >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 4_294_967_296;
  };
}
