import { describe, expect, it } from 'vitest';
import type { FaultContext, Hooks } from '../../../src/reference/openai-chat/hooks.js';
import { saying } from './support/edit.js';
import { divergenceLines, inconclusiveReasons, resultsOf } from './support/results.js';
import { underSpecs } from './support/under-specs.js';

const limitOf = ({ requested }: FaultContext): number => requested?.maxTokens ?? Number.POSITIVE_INFINITY;
/** The tokens before the first stop sequence: the endpoint obeys it, whatever the model says. */
function untilStop(tokens: readonly string[], { requested }: FaultContext): readonly string[] {
  const text = tokens.join('');
  const ends = (requested?.stop ?? []).map((sequence) => text.indexOf(sequence)).filter((at) => at >= 0);
  let left = Math.min(text.length, ...ends);
  return tokens.flatMap((token) => {
    const kept = token.slice(0, left);
    left -= kept.length;
    return kept === '' ? [] : [kept];
  });
}

const always = (...tokens: readonly string[]): Hooks => ({
  completion: (completion, context) => saying(untilStop(tokens, context))(completion, limitOf(context)),
});

/** Models that do as they please. None of it is the endpoint's doing. */
const WILLS: Readonly<Record<string, Hooks>> = {
  'refuses everything in words': always('I', ' cannot', ' help', ' with', ' that', '.'),
  'says one word': always('No'),
  'says five words': always('I', ' would', ' rather', ' not', '.'),
  'says twelve tokens': always(
    'I',
    ' am',
    ' a',
    ' small',
    ' model',
    ' and',
    ' can',
    ' not',
    ' do',
    ' that',
    ' yet',
    '.',
  ),
  'answers in Markdown': always('Sure', '!', '\n\n', '```', '\n', 'pong', '\n', '```', '\n\n', '**Done**', ' ✅'),
  'answers empty when limits are tiny': {
    completion: (completion, context) => {
      const most = limitOf(context);
      if (most > 20) return completion;
      const choices = completion.choices.map((choice) => ({
        ...choice,
        tokens: [],
        calls: [],
        finish: 'length' as const,
      }));
      return { ...completion, choices, completionTokens: most * choices.length, reasoningTokens: 0 };
    },
  },
  'never calls a tool with tool_choice auto': {
    completion: (completion, context) =>
      context.requested?.toolChoice === 'auto' && context.requested.tools.length > 0
        ? saying(['It', ' is', ' sunny', '.'])(completion, limitOf(context))
        : completion,
  },
  'repeats itself': always(...Array.from({ length: 40 }, () => ' pong')),
  'writes other characters': always('ＰＯＮＧ', ' ', 'e\u0301', ' ', '你好'),
};

/** What the endpoint itself promises to force, whatever the model likes. */
const FORCED = /^(?:tools\/(?:required|named|with-)|penalties\/(?:tool_choice|response_format\.json))/u;

describe('no endpoint diverges for its model', () => {
  it.each(underSpecs(WILLS))('under %s: one that %s', (spec, _, hooks, part) => {
    const results = resultsOf(spec, hooks, { part }).filter(({ case: id }) => !FORCED.test(id));
    expect(divergenceLines(results)).toEqual([]);
    const reasons = new Set(Object.values(inconclusiveReasons(results)));
    expect([...reasons].filter((reason) => reason !== 'model-declined' && reason !== 'not-observed')).toEqual([]);
  });
});
