/*
 * Writes reports that look like reports and mean nothing: the same N of them in the layout of each tool.
 * The same number gives the same bytes everywhere.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where each tool looks for its content. */
const LAYOUTS = {
  ours: ({ reference }) => ['incidents', reference, 'en.md'],
  hugo: ({ reference }) => ['content', 'incidents', `${reference}.md`],
  eleventy: ({ reference }) => ['incidents', `${reference}.md`],
};

const SERVICES = ['mail', 'web', 'storage', 'dns', 'database', 'backup', 'network', 'login'];
const SEVERITIES = ['minor', 'major', 'critical'];
const THINGS = [
  'queue',
  'replica',
  'gateway',
  'certificate',
  'cache',
  'index',
  'disk',
  'switch',
  'probe',
  'release',
  'job',
  'token',
  'shard',
  'route',
  'pool',
  'mirror',
];
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
const HEADLINES = [
  'First reports reach us',
  'The cause is being looked for',
  'The cause is known',
  'A way round is in place',
  'Half of the traffic is moved',
  'The fix is being rolled out',
  'We keep watching',
  'All is well again',
];

/** Writes `count` reports below `folder`. Gives the path of one in the middle, for edits. */
export function writeCorpus(folder, layout, count) {
  let middle = '';
  for (let index = 0; index < count; index += 1) {
    const report = makeReport(index, count);
    const path = join(folder, ...LAYOUTS[layout](report));
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, layout === 'ours' ? oursOf(report) : theirsOf(report));
    if (index === Math.floor(count / 2)) middle = path;
  }
  return middle;
}

/** site.yaml for these reports; `outputs` is a line of YAML or nothing. */
export function settings(outputs) {
  const services = SERVICES.map((id) => `  - {id: ${id}, name: ${id[0].toUpperCase()}${id.slice(1)}}`);
  return [
    'name: Incidents',
    'url: https://status.example.com/',
    ...outputs,
    'services:',
    ...services,
    '',
  ].join('\n');
}

function makeReport(index, count) {
  const random = randomFrom(index + 1);
  const pick = (list) => list[Math.floor(random() * list.length)];
  const sentence = () => {
    const text = `The ${pick(THINGS)} of the ${pick(SERVICES)} ${pick(THINGS)} ${pick(ACTS)} ${pick(WHENS)}`;
    const roll = random();
    if (roll < 0.1) return `${text}, and **the ${pick(THINGS)}** with it.`;
    if (roll < 0.2) return `${text} (\`${pick(THINGS)}-${Math.floor(random() * 90)}\`).`;
    if (roll < 0.25) return `${text}; see [the notes](https://docs.example.com/${pick(THINGS)}).`;
    return `${text}.`;
  };
  const paragraph = (sentences) => wrap(Array.from({ length: sentences }, sentence).join(' '));
  // Spread over ten years, each at its own minute.
  const start = Date.UTC(2015, 0, 1) + Math.floor((index * 10 * 365 * 86_400_000) / count);
  const entries = 4 + Math.floor(random() * 5);
  const timeline = Array.from({ length: entries }, (_, place) => ({
    at: instant(start + place * 600_000),
    state: stateAt(place, entries),
    title: place === entries - 1 ? HEADLINES.at(-1) : HEADLINES[place],
  }));
  const service = pick(SERVICES);
  const rows = Array.from(
    { length: 4 },
    () => `| ${pick(SERVICES)} | ${Math.floor(random() * 9_000)} | ${Math.floor(random() * 900)} |`,
  );
  const steps = Array.from({ length: 4 }, (_, place) => `${place + 1}. ${sentence()}`);
  const body = [
    '## What happened',
    paragraph(5),
    '## Impact',
    paragraph(3),
    ['| Service | Requests | Failed |', '| --- | ---: | ---: |', ...rows].join('\n'),
    '## Cause',
    paragraph(4),
    ['```yaml', `${pick(THINGS)}:`, `  size: ${Math.floor(random() * 512)}`, `  retry: true`, '```'].join(
      '\n',
    ),
    '## What we learnt',
    [`- ${sentence()}`, `- ${sentence()}`, `- ${sentence()}`].join('\n'),
    '## What comes next',
    steps.join('\n'),
    `> ${sentence()}`,
  ].join('\n\n');
  const day = timeline[0].at.slice(0, 10);
  return {
    reference: `${day}-${service}-${index}`,
    title: `Trouble with ${service} and its ${pick(THINGS)}, number ${index}`,
    summary: sentence()
      .replaceAll(/[`*"]/g, '')
      .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1'),
    severity: pick(SEVERITIES),
    service,
    timeline,
    body: `${body}\n`,
  };
}

function oursOf({ title, summary, severity, service, timeline, body }) {
  const entries = timeline.map(
    ({ at, state, title: headline }) =>
      `  - at: ${at}\n${state ? `    state: ${state}\n` : ''}    title: "${headline}"\n`,
  );
  return `---\ntitle: "${title}"\nsummary: "${summary}"\nversion: 001\nseverity: ${severity}\nservices: [${service}]\ntimeline:\n${entries.join('')}---\n\n${body}`;
}

function theirsOf({ title, summary, severity, service, timeline, body }) {
  const entries = timeline.map(
    ({ at, state, title: headline }) =>
      `  - at: ${at}\n    state: ${state || 'update'}\n    title: "${headline}"\n`,
  );
  return `---\ntitle: "${title}"\ndate: ${timeline[0].at}\nsummary: "${summary}"\nseverity: ${severity}\nservices: [${service}]\ntimeline:\n${entries.join('')}---\n\n${body}`;
}

function stateAt(place, entries) {
  if (place === 0) return 'investigating';
  if (place === entries - 1) return 'resolved';
  return ['', '', 'identified', '', 'monitoring'][place] ?? '';
}

function instant(milliseconds) {
  return new Date(Math.floor(milliseconds / 60_000) * 60_000).toISOString().replace('.000Z', 'Z');
}

function wrap(text) {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1);
    if (line.length + word.length < 88) lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
    else lines.push(word);
  }
  return lines.join('\n');
}

/** Numbers from 0 to 1 that look random: a 32-bit xorshift. */
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
