import { fail, ok, type Result } from '../../core/model/result.js';
import { bodyOf, field, headersOf, statusOf, textOf, type Interaction } from './interaction.js';

/**
 * An interaction of VCR.py: `uri`, `status: {code, message}`, `body: {string}`. The integration for httpx of older versions
 * writes `status_code` and `content`. Some serializers of cassettes add `parsed_body`, the JSON of a body.
 * https://vcrpy.readthedocs.io/en/latest/usage.html
 */
export function readVcrPy(value: unknown): Result<Interaction, string> {
  const request = field(value, 'request');
  const response = field(value, 'response');
  const status = statusOf(field(field(response, 'status'), 'code') ?? field(response, 'status_code'));
  if (!status.ok) return status;
  const url = textOf(field(request, 'uri'));
  if (url === '') return fail('the request has no uri');
  return ok({
    startedAt: null,
    ms: 0,
    request: {
      method: textOf(field(request, 'method')),
      url,
      headers: headersOf(field(request, 'headers')),
      body: bodyIn(request),
    },
    response: {
      status: status.value,
      statusText: textOf(field(field(response, 'status'), 'message')),
      headers: headersOf(field(response, 'headers')),
      body: bodyIn(response),
    },
  });
}

function bodyIn(message: unknown): string | Uint8Array {
  const body = field(message, 'body');
  const base64 = field(body, 'base64_string');
  if (typeof base64 === 'string') return Buffer.from(base64, 'base64');
  const given = field(body, 'string') ?? body ?? field(message, 'content') ?? field(message, 'parsed_body');
  return bodyOf(given);
}
