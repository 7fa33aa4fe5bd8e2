/**
 * An element of an XML document; its names are fixed by the program, everything else may come from writers.
 */
export interface XmlElement {
  readonly name: string;
  readonly attributes: XmlAttributes;
  readonly children: readonly (XmlElement | string)[];
}

export type XmlAttributes = Readonly<Record<string, string | number | undefined>>;

/** Makes an element. Attributes and children that are undefined are left out. */
export function xml(
  name: string,
  attributes: XmlAttributes = {},
  ...children: readonly (XmlElement | string | undefined)[]
): XmlElement {
  return { name, attributes, children: children.filter((child) => child !== undefined) };
}

/**
 * Writes a document in UTF-8 with its declaration (W3C XML 1.0, fifth edition). Characters that XML cannot
 * represent, not even as references, are dropped; a carriage return survives as a reference.
 */
export function writeXml(root: XmlElement): string {
  return `<?xml version="1.0" encoding="utf-8"?>\n${writeElement(root, '')}\n`;
}

const NAME = /^[A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?$/;

function writeElement({ name, attributes, children }: XmlElement, indent: string): string {
  const open = `${indent}<${checked(name)}${writeAttributes(attributes)}`;
  if (children.length === 0) return `${open}/>`;
  // White space between elements is only meaningless if there is no text among them.
  const hasText = children.some((child) => typeof child === 'string');
  const inner = children.map((child) =>
    typeof child === 'string' ? escapeText(child) : writeElement(child, hasText ? '' : `${indent}  `),
  );
  return hasText
    ? `${open}>${inner.join('')}</${name}>`
    : `${open}>\n${inner.join('\n')}\n${indent}</${name}>`;
}

function writeAttributes(attributes: XmlAttributes): string {
  return Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${checked(name)}="${escapeAttribute(String(value))}"`)
    .join('');
}

function checked(name: string): string {
  if (!NAME.test(name)) throw new Error(`\`${name}\` is not the name of an XML element or attribute`);
  return name;
}

/** Everything outside the Char production: most control characters, lone surrogates, U+FFFE and U+FFFF. */
const NO_CHARACTER = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

function escapeText(text: string): string {
  return text.replace(NO_CHARACTER, '').replace(/[&<>\r]/g, (each) => REFERENCES[each] ?? each);
}

/** Parsers turn plain tabs and line ends in attributes into spaces, but not those written as references. */
function escapeAttribute(text: string): string {
  return text.replace(NO_CHARACTER, '').replace(/[&<>"\t\n\r]/g, (each) => REFERENCES[each] ?? each);
}

const REFERENCES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};
