import { DOMParser } from '@xmldom/xmldom';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { writeXml } from '../../../src/reporters/write-xml.js';

/** Parsers make one of every line end, and a space of white space in an attribute (XML 1.0, 2.11 and 3.3.3). */
const spaced = (text: string | null | undefined): string => (text ?? '').replaceAll(/\r\n?|[\n\t]/g, ' ');

/** By default it treats the line ends of XML 1.1 and U+2029 as line ends. */
const parser = new DOMParser({ normalizeLineEndings: (xml) => xml.replaceAll(/\r\n?/g, '\n') });

/** Characters that XML can say, with those that it has to escape among them. */
const text = fc.string({
  unit: fc.oneof(
    fc.constantFrom('&', '<', '>', '"', "'", '&amp;', ']]>', '\n', '\t', '\r', '\u0085', '\u2028', '\u2029'),
    fc.string({ unit: 'grapheme' }),
  ),
});

it('gives every text back to another parser', () => {
  fc.assert(
    fc.property(text, text, (attribute, content) => {
      const inner = { name: 'b', attributes: { c: attribute }, content };
      const xml = writeXml({ name: 'a', attributes: {}, content: [inner] });
      const read = parser.parseFromString(xml, 'text/xml').getElementsByTagName('b')[0];
      expect(spaced(read?.getAttribute('c'))).toBe(spaced(attribute));
      expect(spaced(read?.textContent)).toBe(spaced(content));
    }),
  );
});

it('puts a mark in the place of what XML cannot say', () => {
  const content = 'nul \u0000, escape \u001b, half \ud800, last \uffff, whole \u{1f600}';
  expect(writeXml({ name: 'a', attributes: {}, content })).toBe(
    '<?xml version="1.0" encoding="UTF-8"?>\n<a>nul \ufffd, escape \ufffd, half \ufffd, last \ufffd, whole \u{1f600}</a>\n',
  );
});
