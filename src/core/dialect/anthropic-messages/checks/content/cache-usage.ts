import type { Json } from '../../../../model/json.js';
import { answered } from '../../../../checks/answered.js';
import { asNumber, asObject } from '../../../../wire/json.js';
import { member } from '../../../../wire/pointer.js';
import { type CheckInput, defineCheck } from '../../../check.js';
import { messagesReply } from '../../messages-reply.js';

/** cache_creation adds up. */
export const cacheUsage = defineCheck({
  id: 'cache-usage',
  title: 'The values of cache_creation add up to cache_creation_input_tokens',
  stage: 'meaning',
  scope: 'answer',
  kinds: ['inconsistent'],
  consequenceOf: ['usage-plausible'],
  explain: {
    what: 'If usage has both, `cache_creation_input_tokens` is the sum of the values in `cache_creation`.',
    causes: 'A gateway that fills in one of the two by itself.',
    falseAlarm: 'None known: the documents leave no other form.',
    seen: [],
  },
  applies: (input) => answered(input) && cacheOf(input) !== null,
  *judge(input) {
    const cache = cacheOf(input);
    const at = messagesReply(input).message?.at('/usage/cache_creation');
    if (cache === null || at === undefined || cache.sum === cache.total) return;
    yield { code: 'cache-sum-differs', args: cache, at };
  },
});

function cacheOf(input: CheckInput): { readonly sum: number; readonly total: number } | null {
  const usage: Json | undefined = messagesReply(input).message?.value['usage'];
  const total = asNumber(member(usage, 'cache_creation_input_tokens'));
  const parts = asObject(member(usage, 'cache_creation'));
  if (total === null || parts === null) return null;
  return { total, sum: Object.values(parts).reduce<number>((sum, part) => sum + (asNumber(part) ?? 0), 0) };
}
