import { everywhere } from '../kit/chunks.js';
import { drop } from '../kit/edit.js';
import { by, faultsOf, noted } from '../kit/fault.js';
import { onBody, textOf, withText } from '../kit/frames.js';

/** Members that stand twice, or not where the request asked for them. */
export const names = faultsOf('response', [
  [
    'nim-member-twice',
    ['tinyhumansai/openhuman#4204'],
    'The message has one member twice.',
    by('unique-names', 'body /choices/*/message/reasoning_content'),
    ['basic/minimal'],
    onBody((reply) => {
      const twice = '"message":{"reasoning_content":null,"reasoning_content":"",';
      return withText(reply, 'application/json', textOf(reply).replace('"message":{', twice));
    }),
  ],
  [
    'litellm-service-tier-dropped',
    ['BerriAI/litellm#39720'],
    'The tier that served a request which asked for one is left out.',
    noted('service-tier', 'body /service_tier'),
    ['penalties/service_tier.default'],
    everywhere(drop('/service_tier')),
  ],
]);
