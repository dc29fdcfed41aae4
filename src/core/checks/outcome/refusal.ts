import { type Binding, type CheckInput, defineCheck } from '../check.js';
import { whyInconclusive } from './inconclusive.js';
import type { Mismatch } from '../../model/divergence.js';
import { asArray } from '../../wire/narrow.js';
import { statusPlace } from '../../wire/place.js';
import { describeStatus } from './describe-status.js';

/** A request with a mistake is refused, with a documented status where there is one. */
export const refusal = defineCheck({
  id: 'refusal',
  title: 'A wrong request is refused as documented',
  stage: 'http',
  scope: 'answer',
  kinds: ['accepted-invalid', 'wrong-status'],
  params: {
    type: 'object',
    properties: { status: { type: 'array', items: { type: 'integer' } } },
    additionalProperties: false,
  },
  runs: 'on-mistake',
  explainsOutcome: true,
  consequenceOf: ['no-response', 'http-message', 'error-in-ok', 'stream-error'],
  explain: {
    what: 'A request with a mistake that the documents have refused (no key, a wrong key, a value out of range, an unknown model, …) is answered with the documented status, never with 2xx and never with 5xx.',
    causes:
      'Parameters that are dropped instead of validated; a fallback model for unknown names; an exception handler that turns every error of the backend into 500 or 502; a proxy that answers 200 and puts the error into the body.',
    falseAlarm:
      'A proxy in between may refuse the request earlier, with a status of its own. Endpoints that ask for no key at all (a server on localhost) accept a wrong key on purpose.',
    seen: [
      'ddalcu/mlx-serve#257',
      'llm-d/llm-d-inference-sim#666',
      'Mintplex-Labs/anything-llm#6430',
      'etalab-ia/OpenGateLLM#104',
      'bionic-gpt/bionic-gpt#166',
      'ogx-ai/ogx#2990',
      'tashfeenahmed/freellmapi#76',
      'router-for-me/CLIProxyAPI#3628',
      'kserve/kserve#3886',
    ],
  },
  applies: (view) => view.case.mistake !== null && view.answer.status !== 0 && whyInconclusive(view) === null,
  *judge(view, binding) {
    const told = mismatchOf(view, binding);
    if (told !== null) yield told;
  },
});

function mismatchOf({ answer }: CheckInput, binding: Binding): Mismatch | null {
  const documented = asArray(binding.with['status']).filter((status) => typeof status === 'number');
  const expected =
    documented.length > 0 ? `a refusal with status ${documented.join(' or ')}` : 'a refusal, a status of 4xx';
  const told = { at: statusPlace, expected, actual: describeStatus(answer) };
  if (answer.status >= 200 && answer.status < 300) {
    return { kind: answer.error === null ? 'accepted-invalid' : 'wrong-status', ...told };
  }
  const right =
    documented.length > 0 ? documented.includes(answer.status) : answer.status >= 400 && answer.status < 500;
  return right ? null : { kind: 'wrong-status', ...told };
}
