import ICAL from 'ical.js';
import { beforeAll, expect, test } from 'vitest';
import { makeExample, makeFrom, reportFile } from './made.ts';
import type { Made } from './made.ts';

const SITE =
  'name: Example\nurl: https://status.example.com/\nservices:\n  - {id: web, name: "Web, mail; and \\\\ more"}\n';

let example: Made;
beforeAll(async () => {
  example = await makeExample();
});

function eventsOf(text: string): Map<string, ICAL.Component> {
  const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]);
  return new Map(
    calendar
      .getAllSubcomponents('vevent')
      .map((event) => [String(event.getFirstPropertyValue('uid')).split('@')[0] ?? '', event]),
  );
}

const value = (event: ICAL.Component | undefined, name: string) => String(event?.getFirstPropertyValue(name));

test.each(['en', 'fr', 'ar', 'de', 'ja', 'pt-br'])(
  'the calendar in %s is read by another program, line by line within the limit',
  (language) => {
    const text = example.text(`${language}/calendar.ics`);
    expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
    for (const line of text.split('\r\n')) {
      expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      expect(line).not.toMatch(/[\n\r\uFFFD]/);
    }
    const events = eventsOf(text);
    expect(events.size).toBeGreaterThan(8);
    for (const event of events.values()) {
      for (const name of [
        'uid',
        'dtstamp',
        'dtstart',
        'last-modified',
        'sequence',
        'summary',
        'status',
        'url',
      ]) {
        expect(event.getAllProperties(name).length, name).toBe(1);
      }
      expect(value(event, 'dtstamp')).toBe(value(event, 'last-modified'));
      const end = event.getFirstPropertyValue('dtend');
      if (end !== null) expect(String(end) > value(event, 'dtstart')).toBe(true);
    }
  },
);

test('incidents last from start to end, open ones to their last update, maintenance as long as planned', () => {
  const events = eventsOf(example.text('en/calendar.ics'));
  const times = (reference: string) => [
    value(events.get(reference), 'dtstart'),
    value(events.get(reference), 'dtend'),
  ];
  expect(times('2020-09-15-web-frontend')).toEqual(['2020-09-15T11:00:00Z', '2020-09-15T11:45:00Z']);
  expect(times('2025-11-20-databases')).toEqual(['2025-11-20T13:52:00Z', '2025-11-20T16:40:00Z']);
  expect(times('2025-11-29-object-storage-gateways')).toEqual([
    '2025-11-29T22:00:00Z',
    '2025-11-30T01:00:00Z',
  ]);
  expect(value(events.get('2025-09-03-mail-delay'), 'status')).toBe('CANCELLED');
  expect(value(events.get('2020-09-15-web-frontend'), 'status')).toBe('CONFIRMED');
  expect(value(events.get('2020-09-15-web-frontend'), 'sequence')).toBe('3');
});

test('maintenance that is called off is cancelled and keeps its planned times', async () => {
  const planned =
    'kind: maintenance\nservices: [web]\nplanned: {start: 2026-04-01T22:00:00Z, end: 2026-04-01T23:00:00Z}\n';
  const made = await makeFrom({
    'site.yaml': SITE,
    'incidents/2026-04-01-work/en.md': reportFile(
      'Work',
      [
        '{at: 2026-03-04T10:00:00Z, state: scheduled, title: "Announced"}',
        '{at: 2026-03-20T10:00:00Z, state: withdrawn, title: "Called off", text: "Not needed."}',
      ],
      planned,
    ).replace('version: 001', 'version: 002'),
  });
  const event = eventsOf(made.text('en/calendar.ics')).get('2026-04-01-work');
  expect([
    value(event, 'status'),
    value(event, 'dtstart'),
    value(event, 'dtend'),
    value(event, 'sequence'),
    value(event, 'last-modified'),
  ]).toEqual(['CANCELLED', '2026-04-01T22:00:00Z', '2026-04-01T23:00:00Z', '2', '2026-03-20T10:00:00Z']);
});

test('commas, semicolons, backslashes, line ends and long words come through', async () => {
  const title = `a, b; c \\ d \\n 😀${'ü'.repeat(90)} مرحبا`;
  const made = await makeFrom({
    'site.yaml': SITE,
    'incidents/2026-03-04-web/en.md': reportFile(
      title,
      ['{at: 2026-03-04T10:00:00Z, title: "a"}', '{at: 2026-03-04T11:00:00Z, state: resolved, title: "b"}'],
      'services: [web]\n',
    ),
  });
  const event = eventsOf(made.text('en/calendar.ics')).get('2026-03-04-web');
  expect(value(event, 'summary')).toBe(title);
  expect(value(event, 'description').split('\n')).toEqual([
    'Incident · Resolved',
    'Services: Web, mail; and \\ more',
    'What happened.',
    'https://status.example.com/en/incidents/2026-03-04-web/',
  ]);
  expect(event?.getFirstProperty('categories')?.getValues()).toEqual(['Incident', 'Web, mail; and \\ more']);
});

test('an empty calendar still is one', async () => {
  const made = await makeFrom({ 'site.yaml': SITE });
  const calendar = new ICAL.Component(ICAL.parse(made.text('en/calendar.ics')) as unknown[]);
  expect(calendar.getAllSubcomponents().map(({ name }) => name)).toEqual(['vtimezone']);
});
