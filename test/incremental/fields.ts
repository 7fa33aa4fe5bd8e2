/** A JSON Schema, as far as it is walked. */
interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly additionalProperties?: Schema | boolean;
}

/**
 * Every field of a schema: `planned.start`, `timeline[].at`; of what may be a list of words or a map from
 * words, both: `services[]` and `services.*`.
 */
export function fieldsOf(schema: Schema, path = ''): string[] {
  const { properties, items, anyOf, additionalProperties: others } = schema;
  if (anyOf) return [...new Set(anyOf.flatMap((each) => fieldsOf(each, path)))];
  if (properties) {
    const above = path === '' ? '' : `${path}.`;
    return Object.entries(properties).flatMap(([key, inner]) => fieldsOf(inner, above + key));
  }
  if (items) return fieldsOf(items, `${path}[]`);
  return typeof others === 'object' ? fieldsOf(others, `${path}.*`) : [path];
}

/** Data with a field set; missing parents are created. The list or map at the end is set as a whole. */
export function withField(data: unknown, field: string, value: unknown): unknown {
  return set(data, field.replace(/(?:\[\]|\.\*)+$/, '').split('.'), value);
}

function set(data: unknown, [first = '', ...rest]: readonly string[], value: unknown): unknown {
  const isList = first.endsWith('[]');
  const key = isList ? first.slice(0, -2) : first;
  const object = (data ?? {}) as Readonly<Record<string, unknown>>;
  if (rest.length === 0 && !isList) return { ...object, [key]: value };
  if (!isList) return { ...object, [key]: set(object[key], rest, value) };
  const [one, ...others] = (object[key] ?? []) as readonly unknown[];
  return { ...object, [key]: [set(one, rest, value), ...others] };
}

/**
 * Values for the fields of front matter, all different from those of `REPORT`. The first of each are valid.
 */
export const REPORT_VALUES: Readonly<Record<string, readonly unknown[]>> = {
  title: ['Another title', 'x'.repeat(500)],
  summary: ['Another summary.'],
  version: ['002', '000', 'next'],
  last_update: ['2024-05-01T12:00:00Z', '2031-01-01T00:00:00Z'],
  kind: ['near-miss', 'maintenance', 'party'],
  severity: ['critical', 'terrible'],
  'services[]': [['mail'], ['web', 'mail'], ['nothing']],
  'services.*': [{ web: 'major_outage' }, { mail: 'under_maintenance', web: 'operational' }],
  'planned.start': ['2024-05-01T08:00:00Z'],
  'planned.end': ['2024-05-01T18:00:00Z'],
  data_loss: ['confirmed', 'some'],
  'tags[]': [['network'], ['network', 'power']],
  'related[]': [['2024-05-03-quiet'], ['2024-05-09-nowhere']],
  postmortem: ['true', 'maybe'],
  'aliases[]': [['/old/slow/'], ['/en/']],
  'imported.from': ['statuspage'],
  'imported.id': ['abc'],
  changes: ['More is known.'],
  original: ['true'],
  'timeline[].at': ['2024-05-01T08:30:00Z', 'yesterday'],
  'timeline[].precision': ['about', 'roughly'],
  'timeline[].state': ['identified', 'resolved', 'lost'],
  'timeline[].phase': ['acknowledged', 'dawn'],
  'timeline[].services[]': [['mail']],
  'timeline[].services.*': [{ web: 'degraded_performance' }],
  'timeline[].title': ['It begins otherwise'],
  'timeline[].next_update': ['2024-05-01T09:30:00Z'],
  'timeline[].said': ['first'],
  'timeline[].text': [
    'Other words about [a link](../2024-05-03-quiet/).',
    '[nowhere](../2024-05-09-nowhere/)',
  ],
  'actions[].text': ['Look at it'],
  'actions[].owner': ['The web team'],
  'actions[].due': ['2024-06-01'],
  'actions[].done': ['2024-06-02'],
  'actions[].url': ['https://example.org/1'],
};

/** The same of site.yaml. */
export const SITE_VALUES: Readonly<Record<string, readonly unknown[]>> = {
  name: ['Other name'],
  'names.*': [{ fr: 'État' }],
  description: ['What the site is'],
  'descriptions.*': [{ fr: 'Ce que le site est' }],
  url: ['https://other.example.com/', 'https://status.example.com/below/', 'nowhere'],
  id_authority: ['ids.example.com,2020'],
  publisher: ['Example Hosting'],
  'languages[]': [['en'], ['fr', 'en'], ['en', 'fr', 'ar'], ['fr']],
  'services[].id': ['other', 'Not an id'],
  'services[].name': ['Pages'],
  'services[].names.*': [{ fr: 'Pages' }],
  'services[].description': ['All pages'],
  'services[].descriptions.*': [{ fr: 'Toutes les pages' }],
  'services[].group': ['For everybody'],
  'services[].state': ['degraded_performance'],
  'services[].retired': ['2024-04-01', 'soon'],
  'services[].was[]': [['website'], ['Not an id']],
  time_zone: ['Asia/Kathmandu', 'Moon'],
  'theme.accent': ['#a02030'],
  'theme.logo': ['templates/icon.svg', 'nothing.png'],
  'theme.links[].text': ['Help'],
  'theme.links[].texts.*': [{ fr: 'Aide' }],
  'theme.links[].url': ['https://example.org/help'],
  'theme.links[].urls.*': [{ fr: 'https://example.org/aide' }],
  'theme.footer': ['By the [operators](https://example.org/)', '[nowhere](../nowhere/)'],
  'theme.footers.*': [{ fr: 'Par les *exploitants*' }, { it: 'Dagli operatori' }],
  'limits.file_bytes': ['100'],
  'limits.picture_bytes': ['10'],
  'limits.nesting': ['1'],
  'limits.parse_time': ['9999'],
  'outputs[]': [
    ['articles', 'index'],
    ['articles', 'index', 'feed', 'updates', 'history', 'api', 'services'],
  ],
  ...Object.fromEntries(
    [
      'distant brief backwards repetition dangling outage secret internal mail'.split(' '),
      'blame actions impact lessons stale promise affected'.split(' '),
    ]
      .flat()
      .map((rule) => [`rules.${rule}`, ['off']]),
  ),
  stale_after: ['1d', 'never'],
  'headers.hsts': ['3600'],
  'headers.hsts_subdomains': ['true'],
  'csp.script-src[]': [['https://scripts.example.com'], ["'unsafe-inline'"]],
  'csp.style-src[]': [['https://styles.example.com'], ['*']],
  'csp.img-src[]': [['https://*.example.com', 'data:'], ['*'], ['a; b']],
  'csp.font-src[]': [['https://fonts.example.com']],
  'csp.connect-src[]': [['wss://live.example.com']],
  'csp.media-src[]': [['https://example.com/films/']],
  'csp.frame-src[]': [['https:']],
  'csp.form-action[]': [['https://lists.example.com']],
  'csp.frame-ancestors[]': [['https://portal.example.com'], ['*']],
  'csp.frame-ancestors.*[]': [{ en: ['https://portal.example.com'] }, { '/en/': [] }],
  'plugins[]': [['plugins/words.mjs'], ['../words.mjs']],
  'compress[]': [['gzip']],
  'aliases.*': [{ '/old/quiet/': '2024-05-03-quiet' }, { '/old/': '2024-05-09-nowhere' }],
};

/**
 * Fields of site.yaml that decide what is checked or at what cost: if nothing is wrong, they change nothing.
 */
export const SILENT = /^(?:rules\.|stale_after$|limits\.(?:nesting|parse_time)$)/;
