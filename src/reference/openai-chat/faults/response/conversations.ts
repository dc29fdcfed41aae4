import type { JsonObject } from '../../../../core/model/json.js';
import type { Hooks } from '../../hooks.js';
import { isObject } from '../../../sample.js';
import { reportedBy, faultsOf } from '../kit/fault.js';
import { refusing } from '../kit/refusals.js';

/** Edits the messages of every request before they are read. */
export function inMessages(edit: (messages: readonly JsonObject[]) => readonly JsonObject[]): Hooks {
  return {
    body: (body) => {
      const messages = body['messages'];
      return Array.isArray(messages) ? { ...body, messages: [...edit(messages.filter(isObject))] } : body;
    },
  };
}

const PROMPT = reportedBy('prompt-tokens', 'body /usage/prompt_tokens');

/** Faults of conversations with tools. */
export const conversations = faultsOf('response', [
  {
    id: 'tool-messages-dropped',
    seen: [],
    title: 'The results of tools are dropped: the model does not get them.',
    expect: PROMPT,
    shownBy: ['comparisons/tool-result-text'],
    hooks: inMessages((messages) => messages.filter(({ role }) => role !== 'tool')),
  },
  {
    id: 'tool-messages-blanked',
    seen: [],
    title: 'The results of tools lose their text.',
    expect: PROMPT,
    shownBy: ['comparisons/tool-result-text'],
    hooks: inMessages((messages) =>
      messages.map((message) => (message['role'] === 'tool' ? { ...message, content: '' } : message)),
    ),
  },
  {
    id: 'last-assistant-message-rejected',
    seen: [],
    title: 'A conversation that ends with a message of the assistant is rejected.',
    expect: reportedBy('acceptance', 'status'),
    shownBy: ['basic/last-assistant-message'],
    hooks: refusing(({ messages }) => Array.isArray(messages) && lastRole(messages) === 'assistant'),
  },
]);

function lastRole(messages: readonly unknown[]): unknown {
  const last = messages.at(-1);
  return isObject(last) ? last['role'] : null;
}
