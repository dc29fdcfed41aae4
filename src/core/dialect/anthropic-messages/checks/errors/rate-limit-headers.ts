import type { Mismatch } from '../../../messages.js';
import { headerPlace } from '../../../../wire/place.js';
import { type CheckInput, defineCheck } from '../../../check.js';

const NAME = /^anthropic-ratelimit-(?<what>.+)-(?<kind>limit|remaining|reset)$/u;
const INTEGER = /^\d+$/u;
const RFC_3339 = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)$/u;

/** The rate limit headers are numbers and times. */
export const rateLimitHeaders = defineCheck({
  id: 'rate-limit-headers',
  title: 'The rate limit headers are numbers and times that agree',
  stage: 'meaning',
  scope: 'answer',
  kinds: ['wrong-header', 'inconsistent'],
  params: {
    type: 'object',
    properties: { of: { enum: ['counts', 'reset'] } },
    required: ['of'],
    additionalProperties: false,
  },
  explain: {
    what: 'In the headers `anthropic-ratelimit-*`, limits and remaining requests or tokens are integers, no more remains than the limit, and resets are times in RFC 3339 format. Headers that are missing are not judged.',
    causes: 'A gateway that copies the headers of another API under these names.',
    falseAlarm: 'None known: the documents leave no other form.',
    seen: ['envoyproxy/gateway#5693'],
  },
  applies: ({ answer }, { with: { of } }) =>
    limitsIn(answer).some(({ kind }) => (kind === 'reset') === (of === 'reset')),
  *judge({ answer }, { with: { of } }) {
    const [first] = of === 'reset' ? resets(answer) : counts(answer);
    if (first !== undefined) yield first;
  },
});

interface Limit {
  readonly name: string;
  readonly what: string;
  readonly kind: string;
  readonly value: string;
}

function limitsIn({ exchange }: CheckInput['answer']): readonly Limit[] {
  return (exchange.response?.headers ?? []).flatMap(([header, value]) => {
    const name = header.toLowerCase();
    const { what, kind } = NAME.exec(name)?.groups ?? {};
    return what === undefined || kind === undefined ? [] : [{ name, what, kind, value: value.trim() }];
  });
}

function resets(answer: CheckInput['answer']): readonly Mismatch[] {
  return limitsIn(answer).flatMap(({ name, kind, value }): readonly Mismatch[] =>
    kind !== 'reset' || RFC_3339.test(value)
      ? []
      : [{ code: 'rate-limit-reset-form', args: { name, value }, at: headerPlace(name) }],
  );
}

function counts(answer: CheckInput['answer']): readonly Mismatch[] {
  const limits = limitsIn(answer);
  return limits.flatMap(({ name, what, kind, value }): readonly Mismatch[] => {
    if (kind === 'reset') return [];
    if (!INTEGER.test(value)) return [{ code: 'rate-limit-number', args: { name, value }, at: headerPlace(name) }];
    const limit = limits.find((other) => other.kind === 'limit' && other.what === what)?.value ?? '';
    if (kind !== 'remaining' || !INTEGER.test(limit) || Number(value) <= Number(limit)) return [];
    const args = { name, remaining: Number(value), limit: Number(limit) };
    return [{ code: 'rate-limit-exceeds', args, at: headerPlace(name) }];
  });
}
