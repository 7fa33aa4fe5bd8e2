import { z } from 'zod';
import { refuse } from '../refuse.ts';

/** The directives of the Content-Security-Policy to which site.yaml may add sources. */
export const SOURCE_KINDS = [
  'script-src',
  'style-src',
  'img-src',
  'font-src',
  'connect-src',
  'media-src',
  'frame-src',
  'form-action',
] as const;
type SourceKind = (typeof SOURCE_KINDS)[number];

/** Directives for scripts and styles: one bad source is enough to change what readers see. */
const POWERFUL: readonly string[] = ['script-src', 'style-src'] satisfies SourceKind[];

/** A host with its scheme, maybe with a port and a path; the first label may be `*`. */
const HOST = /^https:\/\/(?:\*\.)?[a-z\d](?:[a-z\d.-]*[a-z\d])?(?::\d{1,5})?(?:\/[\w.~%/-]*)?$/i;

const ANYTHING = /^(?:\*|https:|wss:|https:\/\/\*)$/i;

const HOW = 'Name a host: `https://cdn.example.com`.';

/** A source that may be added to a directive; one that allows too much is refused. */
const source = (kind: SourceKind) =>
  z.string().transform((value, context) => {
    const cost = costOf(value, kind);
    if (cost !== undefined) return refuse(context, 'INC830', `\`${value}\` in \`${kind}\` ${cost}`, HOW);
    if (isSource(value, kind)) return value;
    return refuse(context, 'INC831', `\`${value}\` is not a source for \`${kind}\`${slip(value)}`, HOW);
  });

/** What a source would allow, if it is never acceptable; undefined for all others. */
function costOf(value: string, kind: SourceKind): string | undefined {
  if (!POWERFUL.includes(kind)) return undefined;
  const what = kind === 'script-src' ? 'scripts run' : 'styles apply';
  switch (value.toLowerCase().replaceAll("'", '')) {
    case 'unsafe-inline':
      return `would let ${what} that somebody has injected into a page`;
    case 'unsafe-eval':
      return 'would let any text run as a script';
    case 'unsafe-hashes':
    case 'strict-dynamic':
      return `would let ${what} that the site does not serve`;
    case 'data:':
    case 'blob:':
      return `would let ${what} that are part of an address, and in no file`;
    default:
      return ANYTHING.test(value)
        ? `would let ${what} that come from any server, an attacker’s too`
        : undefined;
  }
}

function isSource(value: string, kind: SourceKind): boolean {
  if (HOST.test(value) || ANYTHING.test(value)) return true;
  if (kind === 'connect-src' && HOST.test(value.replace(/^wss:/i, 'https:'))) return true;
  return value === 'data:' && /^(?:img|font|media)-src$/.test(kind);
}

/** Why it is not, if that is easily overlooked. */
function slip(value: string): string {
  if (/[;,]/.test(value)) return ': `;` and `,` would begin another rule of the policy';
  if (/^http:/i.test(value)) return ': a page that came by HTTPS loads nothing by plain HTTP';
  if (value.startsWith("'")) return ': it is not the address of a host';
  return '';
}

const listOf = (kind: SourceKind, what: string) => z.array(source(kind)).optional().describe(what);

/** Who may show pages in a frame: the site itself, hosts, or everybody. */
const ancestor = z
  .string()
  .transform((value, context) =>
    value === "'self'" || HOST.test(value) || ANYTHING.test(value)
      ? value
      : refuse(
          context,
          'INC831',
          `\`${value}\` is not a source for \`frame-ancestors\`${slip(value)}`,
          'Name a host, `https://portal.example.com`, or write `"\'self\'"`.',
        ),
  );

/** The first part of the path of pages: `embed` for what is below `/embed/`. */
const firstPart = z
  .string()
  .transform((value, context) =>
    /^[\w.-]+$/.test(value)
      ? value
      : refuse(
          context,
          'INC831',
          `\`${value}\` is not the first part of a path`,
          'Write it without slashes: `embed` for all that is below `/embed/`.',
        ),
  );

export const contentSourceKeys = z.strictObject({
  'script-src': listOf('script-src', 'Hosts of scripts; each can do whatever a page can'),
  'style-src': listOf('style-src', 'Hosts of style sheets; each can hide or replace any word'),
  'img-src': listOf('img-src', 'Hosts of pictures; each learns who reads the page'),
  'font-src': listOf('font-src', 'Hosts of fonts; each learns who reads the page'),
  'connect-src': listOf('connect-src', 'Hosts that scripts may ask; a script can send there what it reads'),
  'media-src': listOf('media-src', 'Hosts of films and sound; each learns who reads the page'),
  'frame-src': listOf('frame-src', 'Hosts of pages shown inside yours; readers may take them for yours'),
  'form-action': listOf('form-action', 'Hosts that forms may send to; each gets what is typed'),
  'frame-ancestors': z
    .union([z.array(ancestor), z.record(firstPart, z.array(ancestor))])
    .optional()
    .describe('Who may show your pages in a frame; nobody if left out'),
});

/** What site.yaml adds to the Content-Security-Policy. */
export const contentSources = contentSourceKeys.optional().transform((stated = {}) => {
  const { 'frame-ancestors': ancestors = [], ...added } = stated;
  const sources = SOURCE_KINDS.map((kind): [string, readonly string[]] => [kind, added[kind] ?? []]);
  return {
    sources: Object.fromEntries(sources.filter(([, own]) => own.length > 0)),
    ancestors: (Array.isArray(ancestors) ? { '': ancestors } : ancestors) as Readonly<
      Record<string, readonly string[]>
    >,
  };
});

/** Who may show pages in a frame, by the first part of their path; nobody if empty. */
export function ancestorsOf(
  { frameAncestors }: { readonly frameAncestors: Readonly<Record<string, readonly string[]>> },
  part: string,
): readonly string[] {
  return frameAncestors[part] ?? frameAncestors[''] ?? [];
}

/** The pages made to be shown by others: there, allowing everybody needs no warning. */
export const MADE_FOR_FRAMES = 'embed';

/** Sources that allow more than they seem to, each with its dotted path and what that means. */
export function broadSources({
  sources,
  ancestors,
}: z.output<typeof contentSources>): { readonly path: string; readonly message: string }[] {
  const broad = (value: string) => ANYTHING.test(value);
  const loaded = Object.entries(sources).flatMap(([kind, own]) =>
    own.flatMap((value, at) =>
      broad(value)
        ? {
            path: `csp.${kind}.${at}`,
            message: `\`${value}\` in \`${kind}\`: ${COST_OF_ALL[kind] ?? 'any server learns who reads the site'}`,
          }
        : [],
    ),
  );
  const framed = Object.entries(ancestors).flatMap(([part, own]) =>
    own.flatMap((value, at) =>
      broad(value) && part !== MADE_FOR_FRAMES
        ? {
            path: `csp.frame-ancestors.${part === '' ? '' : `${part}.`}${at}`,
            message: `\`${value}\` in \`frame-ancestors\`: any site may show these pages as if they were its own`,
          }
        : [],
    ),
  );
  return [...loaded, ...framed];
}

const COST_OF_ALL: Readonly<Record<string, string>> = {
  'connect-src': 'a script that should not be there could send what it reads to any server',
  'form-action': 'a form could send what readers type to any server',
  'frame-src': 'any site can be shown inside a page, a forged one too',
};
