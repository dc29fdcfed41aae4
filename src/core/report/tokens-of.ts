import type { Exchange } from '../model/exchange.js';
import { readOnce } from '../dialect/openai-chat/read-once.js';

/** About so many characters make a token. */
const CHARACTERS = 3;

/** What an exchange cost in tokens: what the answer says, or about what its text and the request's amount to. */
export function tokensOf(exchange: Exchange): number {
  const answer = readOnce(exchange);
  const told = ['prompt_tokens', 'completion_tokens'].map((name) => answer.usage?.[name]);
  const [prompt, completion] = told.map((value) =>
    typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null,
  );
  if (prompt !== null && prompt !== undefined && completion !== null && completion !== undefined)
    return prompt + completion;
  // What was refused, or never answered, is not charged.
  if (answer.status < 200 || answer.status > 299) return 0;
  const said = answer.choices.reduce(
    (sum, { content, reasoning, toolCalls }) =>
      sum +
      (content?.length ?? 0) +
      (reasoning?.length ?? 0) +
      toolCalls.reduce((length, call) => length + (call.name?.length ?? 0) + call.arguments.length, 0),
    0,
  );
  return Math.ceil(((exchange.request.body?.length ?? 0) + said) / CHARACTERS);
}
