import { everywhere } from '../kit/chunks.js';
import { drop } from '../../../edit.js';
import { reportedBy, faultsOf, notedBy } from '../kit/fault.js';
import { onBody, textOf } from '../kit/frames.js';
import { withText } from '../../../reply.js';

/** Duplicate members, and members that are missing although they were requested. */
export const names = faultsOf('response', [
  {
    id: 'nim-member-twice',
    seen: ['tinyhumansai/openhuman#4204'],
    title: 'The message has a duplicate member.',
    expect: reportedBy('unique-names', 'body /choices/*/message/reasoning_content'),
    shownBy: ['basic/minimal'],
    hooks: onBody((reply) => {
      const twice = '"message":{"reasoning_content":null,"reasoning_content":"",';
      return withText(reply, 'application/json', textOf(reply).replace('"message":{', twice));
    }),
  },
  {
    id: 'litellm-service-tier-dropped',
    seen: ['BerriAI/litellm#39720'],
    title: 'service_tier is absent although the request set it.',
    expect: notedBy('service-tier', 'body /service_tier'),
    shownBy: ['penalties/service_tier.default'],
    hooks: everywhere(drop('/service_tier')),
  },
]);
