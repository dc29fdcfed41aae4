import { placeOf } from '../../../../wire/place.js';
import { member } from '../../../../wire/pointer.js';
import { typeName } from '../../../../wire/type-name.js';
import { defineCheck } from '../../../../checks/check.js';
import { answered } from '../../../../checks/answered.js';
import { requestMember } from '../../requested.js';
import { chatReply } from '../../chat-reply.js';

/** The answer says which tier served a request that asked for one. */
export const serviceTier = defineCheck({
  id: 'service-tier',
  title: 'A tier that was asked for is told in the answer',
  stage: 'meaning',
  scope: 'answer',
  kinds: ['missing-field'],
  explain: {
    what: 'Where the request sets `service_tier`, the body, or some chunk of the stream, has the tier that served it. Which one that is may differ from what was asked for.',
    causes: 'A gateway that builds the answer anew from what it knows of it; an endpoint that has no tiers.',
    falseAlarm: 'An endpoint without tiers has nothing to tell.',
    seen: ['BerriAI/litellm#39720'],
  },
  applies: (view) => answered(view) && typeof requestMember(view.answer, 'service_tier') === 'string',
  *judge({ reply }) {
    const bodies = chatReply({ reply }).documents;
    const last = bodies.at(-1);
    if (last === undefined || bodies.some(({ value }) => typeof member(value, 'service_tier') === 'string')) return;
    const type = typeName(member(last.value, 'service_tier'));
    yield { code: 'tier-missing', args: { type }, at: placeOf(last.chunk, '/service_tier') };
  },
});
