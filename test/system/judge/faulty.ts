import type { Fault, Hooks } from '../../../src/reference/fault.js';

/** A fault of a test's own: its hooks are all that the test needs of it. */
export function faulty(hooks: Hooks): Fault {
  return {
    id: 'of-a-test',
    area: 'response',
    title: 'A fault of a test.',
    seen: [],
    specs: ['openai'],
    told: { check: 'schema', at: 'body' },
    shows: [],
    hooks,
  };
}
