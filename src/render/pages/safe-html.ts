/** Markup made by this program: a template prints it as it is, and everything else escaped. */
export class SafeHtml {
  readonly html: string;

  constructor(html: string) {
    this.html = html;
  }

  toString(): string {
    return this.html;
  }
}

/** Text as it may be in an element or in a quoted attribute. Safe HTML stays what it is. */
export function escapeHtml(value: unknown): string {
  if (value instanceof SafeHtml) return value.html;
  return String(value).replace(/[&<>"']/g, (character) => REFERENCES[character] ?? character);
}

const REFERENCES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
