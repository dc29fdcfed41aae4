import { defineCheck } from '../check.js';
import { answered } from '../../dialect/openai-chat/answered.js';
import { readUsage } from '../../dialect/openai-chat/read-usage.js';

/** The total is the sum. */
export const usageSum = defineCheck({
  id: 'usage-sum',
  title: 'total_tokens is the sum of prompt and completion tokens',
  stage: 'meaning',
  scope: 'answer',
  kinds: ['inconsistent'],
  consequenceOf: ['usage-plausible'],
  explain: {
    what: '`usage.total_tokens` equals `prompt_tokens` plus `completion_tokens`. Tokens of reasoning are part of the completion.',
    causes: 'A converter from an API that counts reasoning apart; a total that is never filled in.',
    falseAlarm: 'A provider may document that reasoning comes on top; its spec then does not name this check.',
    seen: ['justlovemaki/AIClient2API#305', 'router-for-me/CLIProxyAPI#5733', 'decolua/9router#3789'],
  },
  applies: ({ answer, ...view }) =>
    answered({ answer, ...view }) && (readUsage(answer)?.count('total_tokens') ?? null) !== null,
  *judge({ answer }) {
    const usage = readUsage(answer);
    const prompt = usage?.count('prompt_tokens') ?? null;
    const completion = usage?.count('completion_tokens') ?? null;
    const total = usage?.count('total_tokens') ?? null;
    if (!usage || prompt === null || completion === null || total === null || total === prompt + completion) return;
    const expected = `the sum of ${prompt} prompt_tokens and ${completion} completion_tokens, ${prompt + completion}`;
    yield { kind: 'inconsistent', at: usage.at('/total_tokens'), expected, actual: `${total}` };
  },
});
