import { dialectOfRequest } from '../core/dialect/index.js';
import { readRequest } from '../core/dialect/read-answer.js';
import { parseJson } from '../core/wire/json.js';
import { detectForm } from '../core/wire/detect-form.js';
import { quote } from '../core/wire/quote.js';
import type { Exchange } from '../core/model/exchange.js';
import { headerValues } from '../core/wire/header-values.js';
import { hintAtPrefix } from '../io/http/base-url.js';

const SHOWN = { html: 'an HTML page', text: 'plain text', empty: 'an empty body' } as const;

/**
 * Describes the response to the control request if it did not come from the API: from another site, another path, or an API
 * without the requested model. Other requests would only repeat it. Null when it may come from the API.
 */
export function whyNotTheApi(exchange: Exchange | undefined): string | null {
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
  const dialect = dialectOfRequest(exchange.request);
  const request = readRequest(exchange.request.body);
  if (status !== 401 && status !== 403 && dialect.refusesModel({ status, text, request })) {
    const { model } = dialect.request.read(request ?? {});
    return `status ${status}, and refuses the model ${quote(model, 60)} (--model names another)`;
  }
  if (status === 404 || status === 405 || status === 410) {
    return `status ${status}, as for an unknown path or model${hintAtPrefix(exchange.request.url)}`;
  }
  if (status >= 400) return null;
  const isJson = parseJson(text).ok;
  const form = detectForm(text, isJson);
  if (form === 'html') return `${SHOWN.html} with status ${status}${hintAtPrefix(exchange.request.url)}`;
  if ((form === 'text' || form === 'empty') && (form === 'empty' || header('content-type').startsWith('text/')))
    return `${SHOWN[form]} with status ${status}`;
  if (!isJson || text.trim().length <= 2) return null;
  const members = dialect.responseMembers;
  if (members.some((name) => text.includes(`"${name}"`))) return null;
  return `JSON with neither ${members.join(' nor ')}, status ${status}`;
}
