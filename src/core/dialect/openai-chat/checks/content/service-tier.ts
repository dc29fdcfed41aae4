import { placeOf } from '../../../../wire/place.js';
import { member } from '../../../../wire/pointer.js';
import { typeName } from '../../../../wire/json.js';
import { defineCheck } from '../../../check.js';
import { answered } from '../../../../checks/answered.js';
import { requestMember } from '../../requested.js';
import { chatReply } from '../../chat-reply.js';

/** The answer to a request with a service tier names the tier that processed it. */
export const serviceTier = defineCheck({
  id: 'service-tier',
  title: 'The answer names the service tier',
  stage: 'meaning',
  scope: 'answer',
  kinds: ['missing-field'],
  explain: {
    what: 'If the request sets `service_tier`, the body or a chunk of the stream has the tier that processed it. It may differ from the requested one.',
    causes: 'A gateway that builds the answer from the fields that it knows; an endpoint that has no tiers.',
    falseAlarm: 'An endpoint without tiers has none to report.',
    seen: ['BerriAI/litellm#39720'],
  },
  applies: (input) => answered(input) && typeof requestMember(input.answer, 'service_tier') === 'string',
  *judge({ reply }) {
    const bodies = chatReply({ reply }).documents;
    const last = bodies.at(-1);
    if (last === undefined || bodies.some(({ value }) => typeof member(value, 'service_tier') === 'string')) return;
    const type = typeName(member(last.value, 'service_tier'));
    yield { code: 'tier-missing', args: { type }, at: placeOf(last.chunk, '/service_tier') };
  },
});
