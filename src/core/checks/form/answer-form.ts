import { bodyPlace, streamPlace } from '../../wire/place.js';
import type { Answer } from '../../dialect/answer.js';
import { type CheckInput, defineCheck } from '../../dialect/check.js';

/** Methods whose answers promise no body. */
const BODILESS: ReadonlySet<string> = new Set(['HEAD', 'OPTIONS']);

/** A request with stream: true gets a stream; any other request gets a JSON body. */
export const answerForm = defineCheck({
  id: 'answer-form',
  title: 'Only a request with stream: true gets a stream',
  stage: 'form',
  scope: 'answer',
  kinds: ['wrong-form'],
  params: {
    type: 'object',
    properties: { form: { enum: ['json', 'stream'] } },
    additionalProperties: false,
  },
  fatal: ['framing', 'schema'],
  consequenceOf: ['error-in-ok', 'refusal'],
  explain: {
    what: 'A request with `stream: true` gets an event stream, any other request one JSON body. The form is detected from the bytes, whatever the headers say. A stream is also allowed if `stream` is neither a boolean nor null.',
    causes:
      'A gateway that drops `stream` for some models, or streams unless `stream` is false; a handler that returns the text stream of an SDK unchanged.',
    falseAlarm: 'A proxy in front of the endpoint may collect streams into one body.',
    seen: [
      'cloudflare/ai#396',
      'diegosouzapw/OmniRoute#10239',
      'rohitg00/agentmemory#526',
      '8monkey-ai/hebo-platform#56',
    ],
  },
  applies: (input, binding) => isShown(input) && (binding.with.form ?? wanted(input)) === wanted(input),
  *judge(input) {
    const { answer } = input;
    if (answer.form === wanted(input) || (answer.form === 'stream' && isUnclear(answer))) return;
    yield {
      code: 'wrong-form',
      args: { wanted: wanted(input), got: answer.form },
      at: answer.requested.stream ? streamPlace : bodyPlace(),
    };
  },
});

function wanted({ answer }: CheckInput): 'json' | 'stream' {
  return answer.requested.stream ? 'stream' : 'json';
}

/** A body that is no JSON object, or a `stream` that is no boolean: no document says which form such a request gets. */
function isUnclear({ request, exchange }: Answer): boolean {
  if (request === null) return (exchange.request.body ?? '') !== '';
  return typeof (request['stream'] ?? false) !== 'boolean';
}

/** A 2xx whose body can be seen: captures may leave it out, a client that hung up may have seen none of it. */
function isShown({ answer }: CheckInput): boolean {
  const { status } = answer;
  if (status < 200 || status >= 300 || status === 204 || BODILESS.has(answer.exchange.request.method)) return false;
  if (answer.form !== 'empty') return true;
  return answer.exchange.raw && answer.exchange.end === 'complete';
}
