/*
 * What real post-mortems are made of: links to other reports and to people, footnotes, lists inside lists,
 * pictures, code in several languages, quotations of what somebody said, tables with marks in their cells.
 */
import { crc32, deflateSync } from 'node:zlib';
import { SERVICES, wrap } from './words.mjs';

/**
 * The body of a report; `others` are references of reports to link to, `picture` the name of its picture, if
 * it has one.
 * @param {import('./words.mjs').Words} words
 * @param {readonly string[]} others
 * @param {string | undefined} picture
 * @returns {string}
 */
export function realBody(words, others, picture) {
  const { sentence, plain, thing, pick, below } = words;
  const paragraph = (/** @type {number} */ count) => wrap(Array.from({ length: count }, sentence).join(' '));
  const [first = '', second = ''] = others;
  const half = `*${plain()}*`;
  return [
    paragraph(3),
    '## Impact',
    wrap(
      `${plain()} About ${below(90)} % of requests failed with \`${500 + below(5)}\`[^share], as in [an earlier incident](../${first}/). ${sentence()}`,
    ),
    table(words),
    picture === undefined ? paragraph(2) : `![${plain()}](${picture})`,
    '## What happened',
    wrap(
      `${sentence()} ${half} ${plain()} We had seen this [once before](../${second}/) and did not act on it[^before].`,
    ),
    nested(words),
    '### Why nobody was called',
    wrap(
      `“${plain()}”, said the alert — and nobody read it. ${sentence()} Questions go to [the people on call](mailto:oncall@example.com?subject=Incident).`,
    ),
    `> ${wrap(`${plain()} ${plain()}`, '> ')}\n>\n> — the team of the ${pick(SERVICES)}`,
    code(words),
    '## What went well\n\n' + [sentence(), sentence()].map((text) => `* ${text}`).join('\n'),
    '## Lessons learnt',
    `1. ${sentence()}\n\n   ${wrap(`${plain()} ${plain()}`, '   ')}\n\n2. ${sentence()}\n   - [x] ${plain()}\n   - [ ] ${plain()}`,
    paragraph(4),
    '---',
    `[^share]: ${plain()} See <https://docs.example.com/${thing()}>.`,
    `[^before]: ${wrap(`${plain()} ${sentence()}`, '    ')}`,
  ].join('\n\n');
}

/** @param {import('./words.mjs').Words} words */
function table({ pick, below, thing }) {
  const row = () =>
    `| **${pick(SERVICES)}** | \`${thing()}-${below(90)}\` | ${below(9_000)} | ~~${below(90)}~~ ${below(90)} % |`;
  return [
    '| Service | Where | Requests | Failed |',
    '|---|:---:|---:|---:|',
    ...Array.from({ length: 5 }, row),
  ].join('\n');
}

/** @param {import('./words.mjs').Words} words */
function nested({ sentence, plain, thing }) {
  return [
    `- ${sentence()}`,
    `  - ${plain()}`,
    `    1. \`${thing()}\` first`,
    `    2. then ${plain().toLowerCase()}`,
    `  - ${sentence()}`,
    `- **Cause:** ${plain()}`,
    `- **Contributing:** ${sentence()}`,
  ].join('\n');
}

/** @param {import('./words.mjs').Words} words */
function code({ thing, below, plain }) {
  const shell = [
    '```sh',
    `${thing()}ctl --drain ${thing()}-${below(90)} \\`,
    `  --timeout ${below(60)}s`,
    '```',
  ].join('\n');
  const json = [
    '```json',
    `{ "${thing()}": { "retries": ${below(9)}, "wait": "${below(90)}s" } }`,
    '```',
  ].join('\n');
  return `${shell}\n\n${plain()}\n\n${json}`;
}

/**
 * A picture of bars, as a PNG file: 160 × 80 dots in grey.
 * @param {import('./words.mjs').Words} words
 * @returns {Uint8Array}
 */
export function chart({ below }) {
  const [width, height] = [160, 80];
  const bars = Array.from({ length: width / 4 }, () => below(height));
  const rows = Array.from({ length: height }, (_, y) =>
    Buffer.from([
      0,
      ...Array.from({ length: width }, (__, x) => ((bars[x >> 2] ?? 0) > height - y ? 60 : 240)),
    ]),
  );
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  // Eight bits a dot, grey, and nothing special.
  head.set([8, 0, 0, 0, 0], 8);
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.concat(rows), { level: 0 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/**
 * @param {string} type
 * @param {Buffer} data
 */
function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  const check = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
