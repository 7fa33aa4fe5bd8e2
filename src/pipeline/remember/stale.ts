/**
 * Everything that the bytes of a page or article depend on, as short texts that are equal exactly if what
 * they stand for is: small values as JSON, others as hashes.
 */
export interface Fingerprint {
  /** All members of the view, by their names. */
  readonly view: Readonly<Record<string, string>>;
  /** The templates that were used, by their names. */
  readonly templates: Readonly<Record<string, string>>;
  /** All interface texts of the page's language. */
  readonly messages: string;
  /** Settings that helpers of templates read: base path and second time zone. */
  readonly settings: string;
}

/** Why what was made with `before` has to be made again with `after`; nothing if it need not be. */
export function stale(before: Fingerprint | undefined, after: Fingerprint): string[] {
  if (!before) return ['new'];
  const members = changedNames(before.view, after.view);
  return [
    ...(members.length > 0 ? [`content changed: ${members.join(', ')}`] : []),
    ...changedNames(before.templates, after.templates).map((name) => `template ${name} changed`),
    ...(before.messages === after.messages ? [] : ['interface texts changed']),
    ...(before.settings === after.settings ? [] : ['base path or time zone changed']),
  ];
}

function changedNames(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): string[] {
  return Object.keys({ ...before, ...after }).filter((name) => before[name] !== after[name]);
}
