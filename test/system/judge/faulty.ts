import type { Fault } from '../../../src/reference/fault.js';
import type { Hooks } from '../../../src/reference/openai-chat/hooks.js';

/** A fault of a test's own: its hooks are all that the test needs of it. */
export function faulty(hooks: Hooks): Fault {
  return {
    id: 'of-a-test',
    area: 'response',
    title: 'A fault of a test.',
    seen: [],
    specs: ['openai'],
    expect: { check: 'schema', at: 'body' },
    shownBy: [],
    hooks,
  };
}
