import Builder from 'fast-xml-builder';

/** An element of an XML document. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | number>>;
  /** The elements in it, or its text. */
  readonly content: readonly XmlElement[] | string;
}

/** Everything that XML 1.0 has no way to say: control characters, halves of surrogate pairs, U+FFFE, U+FFFF. */
const UNSAYABLE = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** A document of elements, one a line. Characters that XML forbids become U+FFFD. */
export function writeXml(root: XmlElement): string {
  const builder = new Builder({
    preserveOrder: true,
    ignoreAttributes: false,
    format: true,
    indentBy: '  ',
    suppressEmptyNode: true,
  });
  const head = { '?xml': [{ '#text': '' }], ':@': { '@_version': '1.0', '@_encoding': 'UTF-8' } };
  return `${builder.build([head, toNode(root)]).trim()}\n`;
}

/** An element as the builder takes it. */
function toNode({ name, attributes, content }: XmlElement): Readonly<Record<string, unknown>> {
  const given = Object.entries(attributes).map(([key, value]) => [`@_${key}`, sayable(String(value))] as const);
  const inner = typeof content === 'string' ? [{ '#text': sayable(content) }] : content.map(toNode);
  return { [name]: content.length === 0 ? [] : inner, ':@': Object.fromEntries(given) };
}

function sayable(text: string): string {
  return text.replace(UNSAYABLE, '\ufffd');
}
