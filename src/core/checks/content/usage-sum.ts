import { defineCheck } from '../../dialect/check.js';
import { answered } from '../answered.js';

/** The total is the sum of its parts. */
export const usageSum = defineCheck({
  id: 'usage-sum',
  title: 'total_tokens is the sum of prompt and completion tokens',
  stage: 'meaning',
  scope: 'answer',
  kinds: ['inconsistent'],
  consequenceOf: ['usage-plausible'],
  explain: {
    what: '`usage.total_tokens` equals `prompt_tokens` plus `completion_tokens`. Reasoning tokens are part of the completion.',
    causes: 'A converter from an API that counts reasoning separately; a total that is never filled in.',
    falseAlarm: 'A provider may document that reasoning is added to the total; its spec does not use this check then.',
    seen: ['justlovemaki/AIClient2API#305', 'router-for-me/CLIProxyAPI#5733', 'decolua/9router#3789'],
  },
  applies: (input) => answered(input) && (input.reply.usage?.total.value ?? null) !== null,
  *judge({ reply: { usage } }) {
    if (usage === null) return;
    const { input, output, total } = usage;
    if (input.value === null || output.value === null || total.value === null) return;
    const sum = input.value + output.value;
    if (total.value === sum) return;
    const parts = [input, output].map(({ name, value }) => `${value} ${name}`);
    yield { code: 'total-differs', args: { parts, sum, name: total.name, total: total.value }, at: total.place };
  },
});
