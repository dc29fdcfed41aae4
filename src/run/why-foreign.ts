import { detectForm } from '../core/wire/detect-form.js';
import { parseJson } from '../core/wire/parse-json.js';
import { quote } from '../core/wire/quote.js';
import type { Exchange } from '../core/model/exchange.js';
import { headerValues } from '../core/wire/header-values.js';

const SHOWN = { html: 'an HTML page', text: 'plain text', empty: 'an empty body' } as const;

/**
 * Why what answered the control request is not the API that was meant: another site, another path, no such model. All
 * that it would say to other requests is an echo of that. Null where it may be the API, however badly it answers.
 */
export function whyForeign(exchange: Exchange | undefined): string | null {
  const response = exchange?.response ?? null;
  if (response === null || exchange?.end !== 'complete') return null;
  const { status } = response;
  const header = (name: string): string => headerValues(response.headers, name)[0] ?? '';
  if (status >= 300 && status < 400) {
    const location = header('location');
    const where = location === '' ? '' : ` to ${quote(location)}, which is not followed`;
    return `a redirection (status ${status})${where}`;
  }
  const text = Buffer.concat(response.body.map(({ bytes }) => bytes)).toString();
  const isJson = 'value' in parseJson(text);
  const form = detectForm(text, isJson);
  if (status === 404 || status === 405 || status === 410) {
    return `status ${status}, as where there is no such path or no such model`;
  }
  if (status >= 400) return null;
  if (form === 'html') return `${SHOWN.html} with status ${status}`;
  if ((form === 'text' || form === 'empty') && (form === 'empty' || header('content-type').startsWith('text/')))
    return `${SHOWN[form]} with status ${status}`;
  const says = isJson && text.trim().length > 2;
  return says && !/"(?:choices|error)"/u.test(text) ? `JSON with neither choices nor error, status ${status}` : null;
}
