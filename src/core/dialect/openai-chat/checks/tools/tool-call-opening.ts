import type { Json } from '../../../../model/json.js';
import { member, valueAt } from '../../../../wire/pointer.js';
import { typeName } from '../../../../wire/json.js';
import { defineCheck } from '../../../check.js';
import { type CallFragment, chatReply, inFragment } from '../../chat-reply.js';
import { answered } from '../../../../checks/answered.js';

/** What the first fragment of a streamed call holds besides its index and the beginning of the arguments. */
const OPENING = ['/id', '/type', '/function/name'] as const;

/** The first fragment of a streamed call identifies the call. */
export const toolCallOpening = defineCheck({
  id: 'tool-call-opening',
  title: 'The first fragment of a tool call has its index, id, type and name',
  stage: 'sequence',
  scope: 'answer',
  kinds: ['missing-field'],
  consequenceOf: ['choice-index', 'sse-data-json'],
  explainedBy: [
    {
      check: 'schema',
      pointer: '/choices/*/message/tool_calls/*/function',
      explains: 'call-opening-incomplete',
      inRun: true,
    },
  ],
  consequences: ['tool-call-name'],
  explain: {
    what: 'In a stream, the first fragment of each tool call has `index`, `id`, `type` and `function.name`; later fragments only add to `function.arguments`. An empty id, type or name that a later fragment gives counts as missing. A client creates the call from that first fragment.',
    causes:
      'A converter that writes only `index` and `function`, or sends the name in a chunk after the id; an engine that has no ids for calls.',
    falseAlarm:
      'If a server spreads id and name over the first two fragments, clients that merge fragments still read it.',
    seen: [
      'letta-ai/letta#2761',
      'vercel/ai#18440',
      'router-for-me/CLIProxyAPI#27',
      'chatanywhere/GPT_API_free#254',
      'QuantumNous/new-api#672',
    ],
  },
  applies: (input) =>
    answered(input) && chatReply(input).outputs.some(({ streamed, calls }) => streamed && calls.length > 0),
  *judge({ reply }) {
    for (const { first, type, fragments } of chatReply({ reply }).outputs.flatMap(({ calls }) => calls)) {
      if (first.chunk === null) continue;
      const called = member(first.value, 'function');
      const values = [member(first.value, 'id'), member(first.value, 'type'), member(called, 'name')];
      if (member(first.value, 'index') === undefined) {
        yield missing(first, '/index', undefined);
      }
      for (const [n, pointer] of OPENING.entries()) {
        const value = values[n];
        // A custom tool has its name elsewhere.
        if (pointer === '/function/name' && type !== 'function') continue;
        const isLate = value === '' && fragments.some((each) => Boolean(valueAt(each.value, pointer)));
        if (value === undefined || value === null || isLate) yield missing(first, pointer, value);
      }
    }
  },
});

function missing(first: CallFragment, pointer: string, value: Json | undefined) {
  const type = value === '' ? 'an empty string' : typeName(value);
  const args = { field: pointer.slice(1).replace('/', '.'), type };
  return { code: 'call-opening-incomplete' as const, args, at: inFragment(first, pointer) };
}
