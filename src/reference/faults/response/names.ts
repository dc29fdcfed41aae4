import { by, faultsOf } from '../kit/fault.js';
import { onBody, textOf, withText } from '../kit/frames.js';

/** Names of members in a body. */
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
]);
