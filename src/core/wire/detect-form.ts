import type { Form } from '../model/response.js';

/** How far into a body a first `data:` line is looked for. */
const LOOK = 65_536;

const FIELD_LINE = /^(?:data|event|id|retry)(?:[:\r\n]|$)|^:/;
const DATA_LINE = /[\r\n]data:/;
const HTML = /^<(?:!doctype|!--|html|head|body|title|center|h1|p|\?xml)/i;
const JSON_START = /^(?:\{|\[\s*(?:[[{"\]\d-]|true|false|null|$))/;

/**
 * What form a text has by how it begins: JSON, an event stream, HTML, other text, or nothing at all.
 * A lone string, number or word counts as JSON where the whole text is one (`isJson`).
 */
export function detectForm(text: string, isJson: boolean): Form {
  const head = text
    .replace(/^\ufeff/, '')
    .trimStart()
    .slice(0, LOOK);
  if (head === '') return 'empty';
  if (isJson || JSON_START.test(head)) return 'json';
  if (HTML.test(head)) return 'html';
  return FIELD_LINE.test(head) || DATA_LINE.test(head) ? 'stream' : 'text';
}
