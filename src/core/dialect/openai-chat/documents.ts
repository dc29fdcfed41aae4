import type { Json, JsonSchema } from '../../model/json.js';
import { always, below, perhaps } from '../../schema/subschemas.js';
import { asArray, asString } from '../../wire/json.js';
import type { DocumentKnowledge } from '../documents.js';

const COMPLETION = {
  id: 'chatcmpl-1',
  object: 'chat.completion',
  created: 1_770_000_000,
  model: 'm',
  choices: [{ index: 0, message: { role: 'assistant', content: 'Hello' }, finish_reason: 'stop' }],
  usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
};

const CALL = { id: 'call_1', type: 'function', function: { name: 'f', arguments: '{}' } };
const MESSAGE_WITH_CALL = { role: 'assistant', content: null, tool_calls: [CALL] };

const chunk = (delta: Json, reason: string | null): Json => ({
  id: 'chatcmpl-1',
  object: 'chat.completion.chunk',
  created: 1_770_000_000,
  model: 'm',
  choices: [{ index: 0, delta, finish_reason: reason }],
});

/** What is known about documents of chat completions. */
export const chatDocuments: DocumentKnowledge = {
  plain: [
    { schema: 'response', value: COMPLETION },
    {
      schema: 'response',
      feature: 'tools',
      value: { ...COMPLETION, choices: [{ index: 0, message: MESSAGE_WITH_CALL, finish_reason: 'tool_calls' }] },
    },
    { schema: 'chunk', value: chunk({ role: 'assistant', content: '' }, null) },
    { schema: 'chunk', value: chunk({ content: 'Hello' }, null) },
    { schema: 'chunk', value: chunk({}, 'stop') },
  ],
  isEvent(member) {
    const object = member('object');
    const names = [object?.['const'], ...asArray(object?.['enum'])].map(asString);
    if (names.some((name) => name?.endsWith('.chunk') === true)) return true;
    return member('choices', '[]', 'delta') !== null && member('choices', '[]', 'message') === null;
  },
  inferModels: (request) => valuesOf(nodesAt(request, ['model'])),
  inferFeatures(request) {
    const features = new Map<string, string>();
    const promise = (feature: string, parameter: string, isDocumented: boolean): void => {
      if (isDocumented) features.set(feature, parameter);
    };
    const at = (...path: readonly string[]) => nodesAt(request, path);
    const values = (...path: readonly string[]) => valuesOf(at(...path));
    const has = (...path: readonly string[]) => at(...path).length > 0;
    promise('stream', 'stream', has('stream'));
    promise('stream-usage', 'stream_options', has('stream_options', 'include_usage'));
    for (const name of ['tools', 'n', 'logprobs', 'top_logprobs', 'parallel_tool_calls'])
      promise(name, name, has(name));
    promise('stop', 'stop', has('stop'));
    promise(
      'stop-array',
      'stop',
      at('stop').some(({ items }) => items !== undefined),
    );
    const choices = values('tool_choice');
    for (const name of ['none', 'auto', 'required']) promise(`tool_choice.${name}`, 'tool_choice', choices.has(name));
    promise('tool_choice.named', 'tool_choice', has('tool_choice', 'function', 'name'));
    const formats = values('response_format', 'type');
    for (const name of ['json_object', 'json_schema'])
      promise(`response_format.${name}`, 'response_format', formats.has(name));
    const roles = values('messages', '[]', 'role');
    promise('system-message', 'messages', roles.has('system'));
    promise('developer-message', 'messages', roles.has('developer'));
    promise('tool-messages', 'messages', roles.has('tool') && has('tools'));
    const parts = values('messages', '[]', 'content', '[]', 'type');
    promise('content-parts', 'messages', parts.has('text'));
    promise('image-parts', 'messages', parts.has('image_url'));
    return features;
  },
};

/** The schema nodes at a path of members, `[]` for items, in every branch. */
function nodesAt(root: JsonSchema, path: readonly string[]): readonly JsonSchema[] {
  let nodes: readonly JsonSchema[] = branches(root, root);
  for (const step of path) {
    const inner = nodes.flatMap((node) => (step === '[]' ? below(node, '0', true) : below(node, step, false)));
    nodes = inner.flatMap((node) => branches(node, root));
  }
  return nodes;
}

/** A node and every node that applies to the same value. */
function branches(node: JsonSchema, root: JsonSchema, seen = new Set<JsonSchema>()): readonly JsonSchema[] {
  if (seen.has(node)) return [];
  seen.add(node);
  return [node, ...[...always(node, root), ...perhaps(node)].flatMap((each) => branches(each, root, seen))];
}

function valuesOf(nodes: readonly JsonSchema[]): ReadonlySet<string> {
  return new Set(
    nodes.flatMap((node) => [node['const'], ...asArray(node['enum'])].flatMap((each) => asString(each) ?? [])),
  );
}
