import type { Spec } from '../../core/model/spec.js';
import type { Opening } from './render-chunks.js';
import { isObject } from './sample.js';

/** How the first chunk of the spec's own example opens a stream. */
export function openingOf(spec: Spec): Opening {
  const first = spec.examples.find(({ schema, value }) => schema === 'chunk' && deltaOf(value)?.['role'] !== undefined);
  const delta = first === undefined ? null : deltaOf(first.value);
  if (delta === null || delta['content'] === '') return 'empty-content';
  return delta['content'] === undefined ? 'role' : 'first-words';
}

function deltaOf(chunk: Spec['examples'][number]['value']) {
  const choices = chunk['choices'];
  const [first] = Array.isArray(choices) ? choices : [];
  return isObject(first) && isObject(first['delta']) ? first['delta'] : null;
}
