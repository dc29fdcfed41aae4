import { statusPlace, streamPlace } from '../../wire/place.js';
import { type CheckInput, defineCheck } from '../../dialect/check.js';

/** A disconnected client does not affect the next request. */
export const recovers = defineCheck({
  id: 'recovers',
  title: 'The request after a disconnected stream is answered',
  stage: 'http',
  scope: 'case',
  kinds: ['wrong-status', 'stalled'],
  explain: {
    what: 'A request that follows a stream which the client closed early is answered like any other.',
    causes:
      'A slot that stays occupied until the abandoned answer is complete; an exception in the handler of the closed stream.',
    falseAlarm: 'An endpoint under other load may be slow at that moment: repeat the case.',
    seen: ['MiaAI-Lab/Qwen3.8-27B-DFlash2-EXL3-5.0bpw#12', 'am17an/llama.cpp#20'],
  },
  applies: ({ answer, answers }: CheckInput) => {
    const at = answers.indexOf(answer);
    return (
      answer.exchange.end !== 'hung-up' &&
      answers.slice(0, Math.max(0, at)).some(({ exchange }) => exchange.end === 'hung-up')
    );
  },
  *judge({ answer }) {
    if (answer.succeeded || answer.status === 429) return;
    const { status } = answer;
    if (status === 0) yield { code: 'no-response-after-disconnect', args: {}, at: streamPlace };
    else if (status >= 400)
      yield { code: 'error-after-disconnect', args: { status }, at: statusPlace, level: 'should' };
  },
});
