import { fail, ok, type Result } from '../../core/model/result.js';
import { bodyOf, dateOf, field, headersOf, statusOf, textOf, type Interaction } from './interaction.js';

/**
 * An interaction of VCR for Ruby: `http_interactions`, bodies as `{encoding, string}` or `{encoding, base64_string}`.
 * https://benoittgt.github.io/vcr/#/cassettes/cassette_format
 */
export function readVcrRuby(value: unknown): Result<Interaction, string> {
  const request = field(value, 'request');
  const response = field(value, 'response');
  const status = statusOf(field(field(response, 'status'), 'code'));
  if (!status.ok) return status;
  const url = textOf(field(request, 'uri'));
  if (url === '') return fail('the request has no uri');
  return ok({
    startedAt: dateOf(field(value, 'recorded_at')),
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
  const base64 = field(body, 'base64_string') ?? field(body, 'base64');
  if (typeof base64 === 'string') return Buffer.from(base64, 'base64');
  const text = bodyOf(field(body, 'string') ?? body);
  const isBase64 = /^base64$/iu.test(textOf(field(body, 'encoding')));
  return isBase64 && typeof text === 'string' ? Buffer.from(text, 'base64') : text;
}
