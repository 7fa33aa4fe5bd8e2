import { describe, expect, test } from 'vitest';
import { readAll } from '../testing.ts';
import type { ImportOptions, ToldReport } from '../told.ts';
import { readMarkdown } from './read-markdown.ts';

const read = (text: string, options: Partial<ImportOptions> = {}, path = '2020-09-12-mail.md') =>
  readAll(readMarkdown, { [path]: text }, options);

function only(text: string, options: Partial<ImportOptions> = {}): ToldReport {
  const { reports, notes } = read(text, options);
  expect([reports.length, notes.filter(({ kind }) => kind === 'error')]).toEqual([1, []]);
  return reports[0] as ToldReport;
}

const timesOf = (text: string, options: Partial<ImportOptions> = {}) =>
  only(text, options).timeline.map(({ at }) => at);
const UTC = 'All times are in UTC.\n\n';
const LINES = '- 14:05 – Mail stops\n- 14:25 – Mail works, it is fixed\n';

describe('the three shapes of a timeline', () => {
  test('a table, further columns named in the text', () => {
    const table =
      '| Time | What | Actor |\n|---|---|---|\n| 2020-09-12 14:05 | Mail stops | |\n| ~14:10 | Alert | bot |\n| T+5m | Odd | |\n| 14:25 | Restored | ops |\n';
    const { timeline, body } = only(`# Mail\n\n${UTC}## Timeline\n\n${table}`);
    expect(timeline).toMatchObject([
      { at: '2020-09-12T14:05:00Z', state: 'investigating', title: 'Mail stops' },
      {
        at: '2020-09-12T14:10:00Z',
        precision: 'about',
        title: 'Alert',
        text: 'Actor: bot\n',
        proposal: 'phase: detected',
      },
      { at: '2020-09-12T14:25:00Z', state: 'resolved', title: 'Restored', text: 'Actor: ops\n' },
    ]);
    expect(body).toMatch(/^\| T\+5m\s+\| Odd/m);
    expect(body).not.toContain('Mail stops');
  });

  test('a heading per entry, the day from the heading above, midnight passed', () => {
    const { timeline } = only(
      '# X\n\nTimes are UTC.\n\n## Timeline\n\n### 2018-01-04 23:33\n\nIt failed. Badly.\n\n### 23:50\n\nWe look.\n\n### 00:10\n\nRestored.\n',
    );
    expect(timeline).toMatchObject([
      { at: '2018-01-04T23:33:00Z', title: 'It failed', text: 'Badly.\n' },
      { at: '2018-01-04T23:50:00Z' },
      { at: '2018-01-05T00:10:00Z', state: 'resolved' },
    ]);
  });

  test('a list or lines that begin with times', () => {
    const lists = [
      '- **14:05 UTC** – Mail stops\n- **14:25 UTC** – Mail is fixed\n',
      '- 14:05: Mail stops\n- 14:25: Mail is fixed\n',
      '14:05 - Mail stops\n14:25 - Mail is fixed\n',
      '* 2:05 pm: Mail stops\n* 2:25 pm: Mail is fixed\n',
    ];
    for (const list of lists)
      expect(only(`# Mail\n\n${UTC}${list}`).timeline).toMatchObject([
        { at: '2020-09-12T14:05:00Z', title: 'Mail stops' },
        { at: '2020-09-12T14:25:00Z', title: 'Mail is fixed', state: 'resolved' },
      ]);
  });
});

describe('the zone stands in prose', () => {
  test('names of the database and offsets are taken', () => {
    expect(timesOf(`All times US/Pacific, 24-hour clock.\n\n${LINES}`)[0]).toBe('2020-09-12T21:05:00Z');
    expect(timesOf(`Times are in Europe/Paris.\n\n${LINES}`)[0]).toBe('2020-09-12T12:05:00Z');
    expect(timesOf(`All times GMT+2.\n\n${LINES}`)[0]).toBe('2020-09-12T12:05:00Z');
    expect(timesOf(`Time zone: UTC+1 (Zurich time)\n\n${LINES}`)[0]).toBe('2020-09-12T13:05:00Z');
  });

  test('an abbreviation needs its meaning, a contradiction or nothing at all is refused', () => {
    const errorOf = (text: string) => read(text).notes.find(({ kind }) => kind === 'error')?.text;
    expect(errorOf(`All times in PST.\n\n${LINES}`)).toContain('--zone PST=America/Los_Angeles');
    expect(errorOf(`All times in PST (UTC-7).\n\n${LINES}`)).toContain('contradicts itself');
    expect(errorOf(LINES)).toBe('its times have no zone: add --time-zone');
    expect(timesOf(`All times in PST.\n\n${LINES}`, { zones: { PST: 'America/Los_Angeles' } })[0]).toBe(
      '2020-09-12T21:05:00Z',
    );
    expect(timesOf(LINES, { timeZone: 'Europe/Paris' })[0]).toBe('2020-09-12T12:05:00Z');
  });
});

test('precision is read, a range stays in the title, an ambiguous date is refused', () => {
  const list = '- circa 14:05 a\n- before 14:10 b\n- since 14:15 c\n- 14:20–14:30 d\n- Sep 12, 14:32 fixed\n';
  expect(only(`${UTC}${list}`).timeline).toMatchObject([
    { precision: 'about' },
    { precision: 'before' },
    { precision: 'after' },
    { at: '2020-09-12T14:20:00Z', title: 'd (14:20–14:30)' },
    { at: '2020-09-12T14:32:00Z' },
  ]);
  const { notes, reports } = read(`${UTC}- 05/04/2020 14:05 a\n- 05/04/2020 14:10 b\n`);
  expect(reports).toEqual([]);
  expect(notes.at(-1)).toMatchObject({
    kind: 'error',
    text: '05/04/2020 could have the day or the month first: write it like 2020-04-05',
  });
});

test('title, summary, severity, actions and people', () => {
  const text = `# Post-mortem: Mail stops [FIXED] 2020-09-12

${UTC}Attendees: RF, PW

Severity: SEV1

## Summary

Mail stopped. ${'It was long. '.repeat(30)}

## Timeline

${LINES.replace('Mail stops', 'Mail stops, @mail-team looks')}
## Action items

- [x] Test mail (owner: mail team)
- [ ] Watch mail, due: 2020-10-01
`;
  const report = only(text, { severities: { sev1: 'critical' } });
  expect(report).toMatchObject({
    title: 'Mail stops',
    severity: 'critical',
    actions: [{ text: 'Test mail (owner: mail team) (done)', owner: 'mail team' }, { due: '2020-10-01' }],
    isPostmortem: true,
  });
  expect(report.summary?.length).toBeLessThanOrEqual(300);
  expect(report.summary).toMatch(/\.$/);
  expect(report.body).toContain('It was long. It was long.');
  expect(report.body).not.toContain('Action items');
  const { notes } = read(text);
  expect(notes.find(({ kind }) => kind === 'people')?.text).toBe('people named: 3 (RF, PW, @mail-team)');
  expect(notes.find(({ text: said }) => said.includes('SEV1'))?.kind).toBe('loss');
});

test('over only where the text or the command says so', () => {
  const open = `${UTC}- 14:05 Mail stops\n- 14:25 We look\n`;
  expect(only(open).timeline.at(-1)?.state).toBeUndefined();
  expect(only(open, { closed: true }).timeline.at(-1)?.state).toBe('resolved');
  expect(only(`Status: resolved\n\n${open}`).timeline.at(-1)?.state).toBe('resolved');
});

test('files that are no report are left out by name, links between reports and pictures find their place', () => {
  const { reports, notes } = readAll(
    readMarkdown,
    {
      'README.md': '# Reports',
      'template.md': '# x',
      'a.md': '# {{title}}',
      '2020-01-01.md': `${UTC}- 10:00 a\n- 11:00 fixed\n\nSee [that](sub/2020-01-02.md), ![graph](graph.png), ![far](https://example.com/x.png) and [bad](javascript:x).\n`,
      'sub/2020-01-02.md': `${UTC}- 10:00 a\n- 11:00 fixed\n`,
      'graph.png': '',
    },
    { base: '/posts/' },
  );
  expect(notes.filter(({ kind }) => kind === 'left-out').map(({ document }) => document)).toEqual([
    'README.md',
    'template.md',
    'a.md',
  ]);
  expect(reports.map(({ aliases }) => aliases)).toEqual([['/posts/2020-01-01/'], ['/posts/sub/2020-01-02/']]);
  expect(reports[0]?.body).toBe(
    `All times are in UTC.\n\nSee [that](import:sub/2020-01-02), ![graph](import-picture:graph.png), [far](https://example.com/x.png) and bad.\n`,
  );
});
