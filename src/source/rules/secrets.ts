/** A name of a secret, alone or at the end of a longer name: `DB_PASSWORD`, `--api-key`. */
const NAMED = String.raw`(?<![a-z])(?:password|passwd|passphrase|pwd|secret|api[_-]?key|access[_-]?key|token)\s*["']?\s*`;

/** A real value, not a placeholder such as `<password>`, `$TOKEN`, `***` or `changeme`. */
const VALUE = String.raw`\s*["']?(?!["'\s<[{*$%…]|x{3,}|\.{3}|(?:your|my|the|some|redacted|changeme|example|placeholder|secret|password|hidden|removed|null|none|true|false)\b)`;

/** Patterns of secrets, each with its description. */
export const SECRETS: readonly { readonly pattern: RegExp; readonly what: string }[] = [
  { pattern: /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/, what: 'an access key' },
  { pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----/, what: 'a private key' },
  { pattern: /\beyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]{5,}/, what: 'a token' },
  {
    pattern: /\b(?:gh[pousr]_\w{30,}|xox[abpr]-[\w-]{10,}|glpat-[\w-]{20,}|sk_live_\w{10,}|AIza[\w-]{35})/,
    what: 'a token',
  },
  { pattern: /\bBearer\s+(?=\S*\d)[\w.~+/-]{16,}/, what: 'a token' },
  {
    pattern: /\bhttps?:\/\/hooks\.slack\.com\/services\/[\w/]{10,}/,
    what: 'the address of a webhook, which is a secret',
  },
  { pattern: /\b[a-z][a-z\d+.-]*:\/\/[^\s/:@<>${}]+:(?![<$*{x…])[^\s/@<>]{3,}@/i, what: 'a password' },
  { pattern: new RegExp(`${NAMED}=${VALUE}[^\\s"'&,;)]{4,}`, 'i'), what: 'a password' },
  { pattern: new RegExp(`${NAMED}:\\s*${VALUE}(?=[^\\s"']*\\d)[^\\s"']{6,}`, 'i'), what: 'a password' },
];
