import type { Exchange } from '../model/exchange.js';
import { readOnce } from '../dialect/read-answer.js';
import type { Output } from '../dialect/reply.js';

/** About so many characters make a token. */
const CHARACTERS = 3;

/** What an exchange cost in tokens: as the response counts them, or an estimate from its text and that of the request. */
export function tokensOf(exchange: Exchange): number {
  const { reply, status } = readOnce(exchange);
  const [input, output] = [reply.usage?.input.value ?? null, reply.usage?.output.value ?? null];
  if (input !== null && output !== null && isCount(input) && isCount(output)) return input + output;
  // What was refused, or never answered, is not charged.
  if (status < 200 || status > 299) return 0;
  const characters = reply.outputs.reduce((sum, each) => sum + lengthOf(each), exchange.request.body?.length ?? 0);
  return Math.ceil(characters / CHARACTERS);
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

function lengthOf({ text, reasoning, calls }: Output): number {
  const ofCalls = calls.reduce((sum, call) => {
    const input = call.type === 'other' ? '' : call.type === 'function' ? call.arguments.text : call.input.text;
    return sum + call.name.length + input.length;
  }, 0);
  return text.text.length + reasoning.text.length + ofCalls;
}
