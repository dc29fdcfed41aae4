import type { JsonSchema } from '../model/json.js';
import { memoize } from '../model/memoize.js';

const text: JsonSchema = { type: 'string', minLength: 1 };

const claimShape: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['id', 'basis', 'says', 'quote'],
  properties: {
    id: {
      type: 'string',
      pattern: '^[a-z0-9-]+(\\.[A-Za-z0-9_\\[\\]-]+)+$',
      description: "A path of names joined by dots that begins with the spec's id, acme.chat.response.id.",
    },
    basis: { enum: ['stated', 'shown', 'silent'], description: 'How the documents say it: stated, shown or silent.' },
    level: { enum: ['must', 'should', 'note'] },
    levelReason: text,
    says: { ...text, description: 'The claim in one sentence of ours.' },
    quote: { type: ['string', 'null'], minLength: 1, description: 'The documented words; null for the basis silent.' },
    doc: { ...text, description: 'The id of the page that contains the words, if not `doc` at the head of the file.' },
    line: { type: 'integer', minimum: 1, description: 'The line where the words begin, for a page that is a file.' },
    heldBy: { type: 'array', minItems: 1, items: { type: 'object' } },
    uncheckable: { ...text, description: 'Why nothing can hold the provider to it.' },
  },
};

/** The shape of `claims.yaml`. Each kind of holder has its own shape. */
export const claimsShape: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['claims'],
  description: 'The file has two keys: `doc`, the page of most claims, and `claims`, the list.',
  properties: {
    doc: { ...text, description: 'The id of the page of every claim that names no other.' },
    claims: { type: 'array', items: claimShape, description: 'A list of claims, or [].' },
  },
};

function object(properties: JsonSchema, required: readonly string[]): JsonSchema {
  return { type: 'object', additionalProperties: false, required, properties };
}

/**
 * The shapes of the holders that a claim lists, by the key that names their kind. `mistakeShape` adds the known mistakes.
 * Holders that are nodes of a schema are not listed: the node names the claim.
 */
export const holderShapes = {
  check: object({ check: text, with: { type: 'object' } }, ['check']),
  mistake: mistakeHolder(text),
  case: object(
    { case: { type: 'string', pattern: '^[^/\\s]+/[^\\s]+$', description: 'A case id, as in basic/minimal.' } },
    ['case'],
  ),
  feature: object({ feature: text }, ['feature']),
} as const;

/** The shape of a holder that names a mistake, one of these. */
export const mistakeShape = memoize((mistakes: readonly string[]) => mistakeHolder({ enum: mistakes }));

function mistakeHolder(mistake: JsonSchema): JsonSchema {
  const status: JsonSchema = { type: 'array', minItems: 1, items: { type: 'integer', minimum: 400, maximum: 599 } };
  return object({ mistake, status }, ['mistake']);
}
