import { z } from 'zod';
import {
  DATA_LOSSES,
  KINDS,
  PHASES,
  PRECISIONS,
  SERVICE_STATES,
  SEVERITIES,
  STATES,
} from '../model/edition.ts';
import { parseReference } from '../model/reference.ts';
import { parseVersion } from '../model/version.ts';
import { date } from './date.ts';
import { plainLine, seenWords } from './characters/plain-line.ts';
import { refuse } from './refuse.ts';
import { aliasPath } from './site-values.ts';
import { parseTime } from './time.ts';

/** Maximum lengths in characters: lists show these texts in full. */
const LONGEST = { title: 200, summary: 300, changes: 200, name: 60 };

const text = (longest: number, description: string) => plainLine.max(longest).describe(description);

const words = (description: string) => seenWords.describe(description);

const instant = (description: string) =>
  z
    .string()
    .meta({ description, examples: ['2020-09-15T11:45:00Z', '2020-09-15 13:45 Europe/Paris'] })
    .transform((value, context) => {
      const outcome = parseTime(value);
      if ('instant' in outcome) return outcome.instant;
      return refuse(context, outcome.code, outcome.message, outcome.hint, outcome.right);
    });

const webAddress = (description: string) =>
  z
    .string()
    .meta({ description, examples: ['https://example.com/tickets/1'] })
    .transform((value, context) => {
      const isWeb = /^https?:\/\/[^\s/]/i.test(value) && URL.canParse(value);
      return isWeb
        ? value
        : refuse(context, 'INC116', 'This is not a web address', 'Start it with `https://`.');
    });

const version = z
  .string()
  .meta({
    description: 'Number of the publication: 000 is a draft, 001 the first; 002r2 a better wording of 002',
    examples: ['001'],
  })
  .transform((value, context) => {
    const parsed = parseVersion(value);
    if (parsed) return parsed;
    // `1.2` or `next` could mean anything; `1`, `01` and `v1` mean one number.
    const right = /^v?0*(\d{1,3})(?:\.0)?$/i.exec(value)?.[1]?.padStart(3, '0');
    return refuse(
      context,
      'INC115',
      `\`${value}\` is not a version`,
      right
        ? `Write it with three digits: \`${right}\`.`
        : 'Write three digits or more; the first version is `001`.',
      right,
    );
  });

const reference = z
  .string()
  .meta({ description: 'Folder name of another report', examples: ['2020-08-02-web-frontend'] })
  .transform((value, context) => {
    if (parseReference(value)) return value;
    return refuse(
      context,
      'INC117',
      `\`${value}\` is not a reference`,
      'A reference is the folder name of a report: `2020-08-02-web-frontend`.',
    );
  });

const flag = (description: string) =>
  z
    .enum(['true', 'false'])
    .describe(description)
    .transform((value) => value === 'true');

const serviceState = z.enum(SERVICE_STATES).describe('State of the service');
const serviceId = z.string().min(1).describe('Id of a service of site.yaml');

/** A list of ids, or a map from ids to states. */
const services = z
  .union([z.array(serviceId), z.record(z.string(), serviceState)])
  .describe('Services affected: a list of ids, or each with the state it was in');

const entry = z.strictObject({
  at: instant('When it happened'),
  precision: z.enum(PRECISIONS).optional().describe('How exactly the time is known'),
  state: z.enum(STATES).optional().describe('The state of the report from here on'),
  phase: z.enum(PHASES).optional().describe('What this entry was, if its state does not say so'),
  services: services.optional(),
  title: text(LONGEST.title, 'Headline of the entry'),
  next_update: instant('When readers will hear more; a later entry or the end cancels it').optional(),
  said: text(LONGEST.name, 'Name of the vetted sentence that the title is').optional(),
  text: words('What happened, in Markdown').optional(),
});

const action = z.strictObject({
  text: words('What will be done'),
  owner: text(LONGEST.name, 'The team that does it').optional(),
  due: date('Date it is to be done by').optional(),
  done: date('Date it was done').optional(),
  url: webAddress('Where its progress can be followed').optional(),
});

/** The front matter of an original; a translation uses its keys for prose. */
export const frontMatter = z.strictObject({
  title: text(LONGEST.title, 'Title of the report'),
  summary: text(LONGEST.summary, 'One or two sentences for lists, feeds and search engines').optional(),
  version,
  last_update: instant(
    'When these facts were last brought up to date; by default the newest entry',
  ).optional(),
  kind: z.enum(KINDS).optional().describe('What is reported; incident by default'),
  severity: z.enum(SEVERITIES).optional().describe('How bad it was for users'),
  services: services.optional(),
  planned: z
    .strictObject({ start: instant('Planned start'), end: instant('Planned end') })
    .optional()
    .describe('When maintenance is to take place'),
  data_loss: z.enum(DATA_LOSSES).optional().describe('Whether data was lost'),
  tags: z
    .array(text(LONGEST.name, 'A word to group reports by'))
    .optional()
    .describe('Words to group reports by'),
  related: z.array(reference).optional().describe('References of reports that belong together'),
  postmortem: flag('Set on the version that is the post-mortem').optional(),
  aliases: z.array(aliasPath).optional().describe('Old addresses of this report'),
  imported: z
    .strictObject({
      from: text(LONGEST.name, 'The kind of page it comes from, such as statuspage'),
      id: text(LONGEST.title, 'Its id there'),
    })
    .optional()
    .describe('Where the report was imported from; written by `import`'),
  changes: text(LONGEST.changes, 'What this version adds, in one line').optional(),
  original: flag(
    'Set on the file the others are translated from, if none is in the default language',
  ).optional(),
  timeline: z.array(entry).optional().describe('What happened when, in any order'),
  actions: z.array(action).optional().describe('What will be done so that it does not happen again'),
});

export type FrontMatter = z.output<typeof frontMatter>;
export type EntryMatter = z.output<typeof entry>;

/** The keys allowed at a place of the front matter, for messages: `[]`, `['timeline', 0]`, `['planned']`. */
export function keysAt(path: readonly PropertyKey[]): readonly string[] {
  switch (path[0]) {
    case undefined:
      return Object.keys(frontMatter.shape);
    case 'timeline':
      return Object.keys(entry.shape);
    case 'actions':
      return Object.keys(action.shape);
    case 'planned':
      return ['start', 'end'];
    case 'imported':
      return ['from', 'id'];
    default:
      return [];
  }
}

/** The parts that can be read separately if the whole is not valid. */
export const parts = { entry, action } as const;
