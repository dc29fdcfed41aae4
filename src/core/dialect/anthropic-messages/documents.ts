import type { Json } from '../../model/json.js';
import { asArray, asObject, asString } from '../../wire/json.js';
import { member } from '../../wire/pointer.js';
import type { DocumentKnowledge } from '../documents.js';

const MESSAGE = {
  id: 'msg_1',
  type: 'message',
  role: 'assistant',
  model: 'm',
  content: [{ type: 'text', text: 'Hello' }],
  stop_reason: 'end_turn',
  stop_sequence: null,
  usage: { input_tokens: 1, output_tokens: 1 },
};

const EVENTS = /^(?:message_(?:start|delta|stop)|content_block_(?:start|delta|stop))$/u;

/** Parameters that promise a feature of the same name. */
const FEATURES: readonly string[] = ['stream', 'tools', 'stop_sequences'];

/** What is known about documents of the Messages API. */
export const messagesDocuments: DocumentKnowledge = {
  plain: [
    { schema: 'response', value: MESSAGE },
    { schema: 'response', value: { ...MESSAGE, stop_reason: 'stop_sequence', stop_sequence: 'END' } },
    { schema: 'chunk', value: { type: 'ping' } },
    { schema: 'chunk', value: { type: 'content_block_stop', index: 0 } },
    { schema: 'chunk', value: { type: 'message_stop' } },
  ],
  isEvent(at) {
    const type = at('type');
    const names = [type?.['const'], ...asArray(type?.['enum'])].map(asString);
    return names.some((name) => name !== null && EVENTS.test(name));
  },
  inferModels(request) {
    const model = asObject(member(request['properties'], 'model'));
    const values: readonly (Json | undefined)[] = [model?.['const'], ...asArray(model?.['enum'])];
    return new Set(values.flatMap((each) => asString(each) ?? []));
  },
  inferFeatures(request) {
    const names = Object.keys(asObject(request['properties']) ?? {});
    return new Map(FEATURES.filter((name) => names.includes(name)).map((name) => [name, name]));
  },
};
