const RULES = [
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
];

/**
 * What pages may load and do (CSP Level 3): nothing but what the site itself serves. Full-text search runs a
 * WebAssembly program of the site's own; that is not `eval` of any text. Pages have it as `<meta>`, for hosts
 * that send no headers; what only headers may say (`frame-ancestors`) is not in it.
 */
export function contentPolicy(hasSearch: boolean): string {
  const scripts = hasSearch ? "script-src 'self' 'wasm-unsafe-eval'" : "script-src 'self'";
  return ["default-src 'none'", scripts, ...RULES].join('; ');
}
