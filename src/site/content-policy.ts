import type { Site } from '../source/site-schema.ts';

/** What pages load from the site itself, by kind; nothing else is loaded at all. */
const OWN: Readonly<Record<string, readonly string[]>> = {
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'img-src': ["'self'"],
  'connect-src': ["'self'"],
  'manifest-src': ["'self'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
};

/**
 * What pages may load and do (CSP Level 3): nothing but what the site itself serves and what `csp` in
 * site.yaml adds. Full-text search runs the site's own WebAssembly program, which does not allow `eval`.
 * Pages have the policy as `<meta>`, for hosts that send no headers; what only headers may state
 * (`frame-ancestors`) is not in it.
 */
export function contentPolicy({ csp }: Pick<Site, 'csp'>, hasSearch: boolean): string {
  const kinds = [...new Set([...Object.keys(OWN), ...Object.keys(csp)])];
  const rules = kinds.map((kind) => {
    const own =
      kind === 'script-src' && hasSearch ? ["'self'", "'wasm-unsafe-eval'"] : (OWN[kind] ?? ["'self'"]);
    const added = csp[kind] ?? [];
    // `'none'` only has a meaning by itself.
    const all = added.length > 0 ? own.map((each) => (each === "'none'" ? "'self'" : each)) : own;
    return [kind, ...all, ...added].join(' ');
  });
  return ["default-src 'none'", ...rules].join('; ');
}
