import type { Result } from '../../core/model/result.js';
import { bodyOf, field, vcrInteraction, type Interaction } from './interaction.js';

/**
 * An interaction of VCR.py: `uri`, `status: {code, message}`, `body: {string}`. The integration for httpx of older versions
 * writes `status_code` and `content`. Some serializers of cassettes add `parsed_body`, the JSON of a body.
 * https://vcrpy.readthedocs.io/en/latest/usage.html
 */
export function readVcrPy(value: unknown): Result<Interaction, string> {
  const response = field(value, 'response');
  const status = field(field(response, 'status'), 'code') ?? field(response, 'status_code');
  return vcrInteraction(value, { startedAt: null, status, bodyIn });
}

function bodyIn(message: unknown): string | Uint8Array {
  const body = field(message, 'body');
  const base64 = field(body, 'base64_string');
  if (typeof base64 === 'string') return Buffer.from(base64, 'base64');
  const given = field(body, 'string') ?? body ?? field(message, 'content') ?? field(message, 'parsed_body');
  return bodyOf(given);
}
