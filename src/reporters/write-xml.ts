/** An element of an XML document. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | number>>;
  /** The elements in it, or its text. */
  readonly content: readonly XmlElement[] | string;
}

/** Everything that XML 1.0 has no way to say: control characters, halves of surrogate pairs, U+FFFE, U+FFFF. */
const UNSAYABLE = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/**
 * A document of elements, one a line. What cannot stand in XML becomes U+FFFD. Four elements and their attributes need
 * no document object model, which would take longer to load and to fill than the whole report.
 */
export function writeXml(root: XmlElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${writeElement(root, '')}`;
}

function writeElement({ name, attributes, content }: XmlElement, indent: string): string {
  const given = Object.entries(attributes).map(([key, value]) => ` ${key}="${escape(String(value), /[&<>"]/g)}"`);
  const opening = `${indent}<${name}${given.join('')}`;
  if (content.length === 0) return `${opening}/>\n`;
  if (typeof content === 'string') return `${opening}>${escape(content, /[&<>]/g)}</${name}>\n`;
  const inner = content.map((element) => writeElement(element, `${indent}  `));
  return `${opening}>\n${inner.join('')}${indent}</${name}>\n`;
}

function escape(text: string, those: RegExp): string {
  return text.replace(UNSAYABLE, '\ufffd').replace(those, (character) => ESCAPES[character] ?? character);
}
