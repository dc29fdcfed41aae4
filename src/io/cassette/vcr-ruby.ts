import type { Result } from '../../core/model/result.js';
import { bodyOf, dateOf, field, textOf, vcrInteraction, type Interaction } from './interaction.js';

/**
 * An interaction of VCR for Ruby: `http_interactions`, bodies as `{encoding, string}` or `{encoding, base64_string}`.
 * https://benoittgt.github.io/vcr/#/cassettes/cassette_format
 */
export function readVcrRuby(value: unknown): Result<Interaction, string> {
  const response = field(value, 'response');
  const status = field(field(response, 'status'), 'code');
  return vcrInteraction(value, { startedAt: dateOf(field(value, 'recorded_at')), status, bodyIn });
}

function bodyIn(message: unknown): string | Uint8Array {
  const body = field(message, 'body');
  const base64 = field(body, 'base64_string') ?? field(body, 'base64');
  if (typeof base64 === 'string') return Buffer.from(base64, 'base64');
  const text = bodyOf(field(body, 'string') ?? body);
  const isBase64 = /^base64$/iu.test(textOf(field(body, 'encoding')));
  return isBase64 && typeof text === 'string' ? Buffer.from(text, 'base64') : text;
}
