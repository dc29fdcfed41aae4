const hex = (text: string): string => Buffer.from(text).toString('hex');
const base64 = (text: string): string => Buffer.from(text).toString('base64');
/** The forms in which a key may be repeated. */
export const spellings: readonly (readonly [string, (text: string) => string])[] = [
  ['as it is', (text) => text],
  ['in upper case', (text) => text.toUpperCase()],
  ['percent-encoded', encodeURIComponent],
  ['percent-encoded completely', (text) => hex(text).replaceAll(/../g, '%$&')],
  ['in JSON', (text) => JSON.stringify(text).slice(1, -1)],
  ['in JSON with escaped slashes', (text) => JSON.stringify(text).slice(1, -1).replaceAll('/', '\\/')],
  ['in \\u escapes', (text) => hex(text).replaceAll(/../g, '\\u00$&')],
  ['in \\x escapes', (text) => hex(text).replaceAll(/../g, '\\x$&')],
  ['in \\u{} escapes', (text) => hex(text).replaceAll(/../g, '\\u{$&}')],
  ['in \\U escapes', (text) => hex(text).replaceAll(/../g, '\\U000000$&')],
  [
    'in octal escapes',
    (text) => Array.from(Buffer.from(text), (byte) => `\\${byte.toString(8).padStart(3, '0')}`).join(''),
  ],
  ['in %u escapes', (text) => hex(text).replaceAll(/../g, '%u00$&')],
  ['in HTML', (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')],
  ['in character references', (text) => Array.from(text, (one) => `&#${one.codePointAt(0)};`).join('')],
  [
    'in character references without semicolons',
    (text) => Array.from(text, (one) => `&#${one.codePointAt(0)}`).join(''),
  ],
  [
    'in character references with zeros',
    (text) => Array.from(text, (one) => `&#${'0'.repeat(3)}${one.codePointAt(0)};`).join(''),
  ],
  [
    'in character references with many zeros',
    (text) => Array.from(text, (one) => `&#x${'0'.repeat(40)}${one.codePointAt(0)?.toString(16)};`).join(''),
  ],
  ['with escaped punctuation', (text) => text.replaceAll(/[^\w\s]/g, '\\$&')],
  [
    'in named character references',
    (text) =>
      text
        .replaceAll('&', '&amp;')
        .replaceAll('/', '&sol;')
        .replaceAll('_', '&lowbar;')
        .replaceAll('$', '&dollar;')
        .replaceAll('|', '&VerticalLine;')
        .replaceAll('<', '&lt;'),
  ],
  ['in hexadecimal character references', (text) => hex(text).replaceAll(/../g, '&#x$&;')],
  ['in a JSON Pointer', (text) => text.replaceAll('~', '~0').replaceAll('/', '~1')],
  ['in base64', base64],
  ['in base64url', (text) => Buffer.from(text).toString('base64url')],
  ['in base64 after other text', (text) => base64(`user:${text}`)],
  ['in lines of base64', (text) => base64(`${'x'.repeat(40)}${text}${'y'.repeat(40)}`).replaceAll(/.{16}/g, '$&\r\n ')],
  ['in hexadecimal digits', hex],
  [
    'in a dump',
    (text) =>
      hex(text)
        .replaceAll(/..(?=.)/g, '$&:')
        .toUpperCase(),
  ],
];
