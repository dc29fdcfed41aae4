import { headerPlace } from '../../wire/place.js';
import { defineCheck } from '../../dialect/check.js';

/** A documented header is present. */
export const requiredHeader = defineCheck({
  id: 'required-header',
  title: 'Documented headers are present',
  stage: 'http',
  scope: 'answer',
  kinds: ['missing-header', 'wrong-header'],
  params: {
    type: 'object',
    properties: {
      name: { type: 'string' },
      on: { enum: ['all', 'ok', 'error'] },
      pattern: { type: 'string', format: 'regex' },
    },
    required: ['name'],
    additionalProperties: false,
  },
  looksAt: 'errors-too',
  consequenceOf: ['no-response', 'http-message'],
  explain: {
    what: 'A documented header is in every response, or in every success or error, as the claim says. If the documents show its form, the value has that form.',
    causes: 'A gateway that forwards a fixed list of headers; a proxy that strips unknown headers.',
    falseAlarm:
      'Captures from a browser lack headers that the server did not expose to scripts, and recorders of tests leave headers out: in captures, a missing header is a note.',
    seen: ['METR/hawk#1414', 'majiayu000/litellm-rs#833'],
  },
  applies: ({ answer }, { with: given }) => {
    if (answer.status === 0) return false;
    const failed = answer.status >= 400;
    const { on = 'all' } = given;
    return on === 'all' || failed === (on === 'error');
  },
  *judge({ answer, case: { origin } }, binding) {
    const { name, pattern = '' } = binding.with;
    const [value] = answer.header(name);
    if (value === undefined) {
      const level = origin === 'captured' ? 'note' : undefined;
      yield { code: 'header-missing', args: { name }, at: headerPlace(name), level };
    }
    // The loader of specs has compiled the pattern before.
    else if (!new RegExp(pattern, 'u').test(value)) {
      yield { code: 'header-form', args: { name, value }, at: headerPlace(name) };
    }
  },
});
