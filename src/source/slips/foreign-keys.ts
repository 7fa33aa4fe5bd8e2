/** What to do with a key of another tool. */
interface Foreign {
  readonly hint: string;
  /** The key to use here, if its value can stay the same. */
  readonly rename?: string;
}

type Table = Readonly<Record<string, string | Foreign>>;

const AN_ENTRY = 'Make it an entry of the timeline: its time, with the zone, goes into `at`.';
const THE_END = 'Make it the last entry of the timeline: its time goes into `at`, with `state: resolved`.';
const THE_STATE = 'A state belongs to an entry of the timeline, as `state`; the newest one counts.';
const THE_SERVICES = 'Write the ids of these services, as site.yaml has them, into `services`.';
const THE_SUMMARY = 'Call it `summary`; longer texts go below the front matter.';
const THE_FILE = 'Delete the line: the name of the file says the language.';
const THE_FOLDER = 'Delete the line: the name of the folder is the address.';
const WORKED_OUT = 'Delete the line: it is worked out from the timeline.';
const NOT_SHOWN = 'Delete the line: there is no such setting here.';

/**
 * Keys of cState, Statusfy, Jekyll, Hugo, Hexo and Docusaurus, in lower case without `_` and `-`, and what to
 * do with them here.
 */
const TOP: Table = {
  ...all(AN_ENTRY, 'date', 'start', 'starttime', 'startdate', 'startedat', 'began', 'created', 'createdat'),
  ...all(AN_ENTRY, 'published', 'publishdate', 'pubdate', 'updated', 'updatedat', 'modified', 'lastmod'),
  ...all(THE_END, 'resolved', 'resolvedwhen', 'resolvedat', 'end', 'endtime', 'enddate', 'endedat'),
  ...all(THE_STATE, 'status', 'state'),
  ...all(THE_SERVICES, 'affected', 'affectedsystems', 'affectedservices', 'components', 'systems', 'service'),
  ...all(THE_SUMMARY, 'description', 'excerpt', 'subtitle', 'abstract', 'deck'),
  ...all(WORKED_OUT, 'duration', 'downtime', 'scheduled', 'timetoresolve', 'mttr'),
  ...all(THE_FILE, 'lang', 'language', 'locale'),
  ...all(THE_FOLDER, 'slug', 'permalink', 'url', 'id'),
  draft: 'Write `version: 000` instead: that is a draft.',
  ...all('Name a team instead, as the `owner` of an action.', 'author', 'authors', 'writer', 'reporter'),
  ...all('Call it `tags`.', 'categories', 'category', 'keywords', 'labels'),
  ...all('Call it `severity`: `minor`, `major` or `critical`.', 'impact', 'priority', 'level'),
  ...all(NOT_SHOWN, 'layout', 'section', 'type', 'weight', 'pin', 'informational', 'comments', 'toc'),
  ...all(NOT_SHOWN, 'featured', 'menu', 'cover', 'image', 'images', 'sidebar', 'sidebarposition'),
};

const ENTRY: Table = {
  ...all(renamed('at'), 'time', 'date', 'datetime', 'timestamp', 'when', 'createdat'),
  ...all(renamed('state'), 'status'),
  ...all('Call it `title`; longer texts go into `text`.', 'name', 'headline', 'summary', 'what'),
  ...all(
    'Call it `text`; a short one is the `title`.',
    'body',
    'description',
    'message',
    'details',
    'content',
  ),
  ...all('Call it `services`.', 'affected', 'components', 'systems', 'service'),
  ...all('Delete the line: entries are not signed.', 'author', 'by', 'who', 'user'),
};

const ACTION: Table = {
  ...all(renamed('text'), 'title', 'name', 'description', 'what', 'action', 'task'),
  ...all('Call it `owner`, and name a team.', 'team', 'assignee', 'who', 'responsible'),
  ...all(renamed('due'), 'date', 'deadline', 'by', 'until', 'duedate'),
  ...all(renamed('url'), 'link', 'ticket', 'issue', 'jira'),
  ...all('Write `done` with the date on which it was done.', 'status', 'state', 'completed'),
};

const TABLES: Readonly<Record<string, Table>> = { timeline: ENTRY, actions: ACTION };

/** What to do with a front matter key that comes from another tool; undefined for any other key. */
export function foreignKey(key: string, path: readonly PropertyKey[]): Foreign | undefined {
  const plain = key.toLowerCase().replaceAll(/[_-]/g, '');
  const table = path.length === 0 ? TOP : TABLES[String(path[0])];
  const found = table !== undefined && Object.hasOwn(table, plain) ? table[plain] : undefined;
  return typeof found === 'string' ? { hint: found } : found;
}

function renamed(key: string): Foreign {
  return { hint: `Call it \`${key}\`.`, rename: key };
}

function all<T>(hint: T, ...keys: readonly string[]): Record<string, T> {
  return Object.fromEntries(keys.map((key) => [key, hint]));
}
