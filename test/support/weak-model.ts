import type { Fault } from '../../src/reference/fault.js';
import type { Hooks } from '../../src/reference/openai-chat/hooks.js';

/**
 * A faithful provider with a weak model: it answers every prompt with the same sentence, and calls a tool only when the
 * request forces it. Its parameters are obeyed: limits, stop sequences and schemas.
 */
export const weakModel: Fault<Hooks> = {
  id: 'weak-model',
  area: 'response',
  title: 'Every prompt gets the same sentence.',
  seen: [],
  specs: ['openai'],
  expect: { check: 'none', at: 'body' },
  shownBy: [],
  hooks: {
    requested: (requested) => ({
      ...requested,
      prompt: 'Hello',
      system: '',
      afterTool: null,
      ...(requested.toolChoice === 'auto' ? { tools: [] } : {}),
    }),
  },
};
