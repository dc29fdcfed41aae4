import type { JsonObject } from '../../../../core/model/json.js';
import type { Hooks } from '../../hooks.js';
import { inBody } from '../kit/chunks.js';
import { drop, put, turn } from '../kit/edit.js';
import { by, faultsOf } from '../kit/fault.js';

const SHOWS = ['basic/minimal'];

/** A usage with other numbers in it. */
const usage = (prompt: number, completion: number, total: number, reasoning = 0): Hooks =>
  inBody(
    turn('/usage', (old) => ({
      ...(old as JsonObject),
      prompt_tokens: prompt,
      completion_tokens: completion,
      total_tokens: total,
      completion_tokens_details: { reasoning_tokens: reasoning },
    })),
  );

/** Usage in bodies. */
export const bodyUsage = faultsOf('response', [
  [
    'lmstudio-completion-tokens-minus-one',
    ['lmstudio-ai/lmstudio-bug-tracker#2335'],
    'completion_tokens is one too few: none for an answer of one token.',
    by('usage-plausible', 'body /usage/completion_tokens'),
    ['penalties/max_tokens.one'],
    inBody(
      turn('/usage/completion_tokens', (count) => Number(count) - 1),
      turn('/usage/total_tokens', (count) => Number(count) - 1),
    ),
  ],
  [
    'reasoning-tokens-exceed-completion',
    ['router-for-me/CLIProxyAPI#5733'],
    'More tokens of reasoning than of the whole completion.',
    by('usage-plausible', 'body /usage/completion_tokens_details/reasoning_tokens'),
    SHOWS,
    usage(21, 0, 81, 60),
  ],
  [
    'b-cliproxy-completion-tokens-zero',
    ['router-for-me/CLIProxyAPI#5733'],
    'completion_tokens is zero, and the total counts the reasoning.',
    by('usage-plausible', 'body /usage/completion_tokens_details/reasoning_tokens'),
    SHOWS,
    usage(21, 0, 81, 60),
  ],
  [
    'b-aiclient2api-usage-total-mismatch',
    ['justlovemaki/AIClient2API#305'],
    'The total is more than prompt and completion together.',
    by('usage-sum', 'body /usage/total_tokens'),
    SHOWS,
    usage(38, 16, 130),
  ],
  [
    'b-9router-total-tokens-zero',
    ['decolua/9router#3789'],
    'The total is zero though its parts are not.',
    by('usage-sum', 'body /usage/total_tokens'),
    SHOWS,
    usage(10, 20, 0),
  ],
  [
    'b-openswarm-usage-all-zero',
    ['matthewhand/open-swarm#141'],
    'All counts of an answer are zero.',
    by('usage-plausible', 'body /usage'),
    SHOWS,
    usage(0, 0, 0),
  ],
  ['usage-missing', [], 'A body has no usage.', by('usage-present', 'body /usage'), SHOWS, inBody(drop('/usage'))],
  [
    'usage-negative',
    [],
    'completion_tokens is negative.',
    by('usage-plausible', 'body /usage/completion_tokens'),
    SHOWS,
    inBody(put('/usage/completion_tokens', -2), put('/usage/total_tokens', 7)),
  ],
]);
