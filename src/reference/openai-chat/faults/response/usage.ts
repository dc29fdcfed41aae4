import type { JsonObject } from '../../../../core/model/json.js';
import type { Hooks } from '../../hooks.js';
import { inBody } from '../kit/chunks.js';
import { drop, put, turn } from '../../../edit.js';
import { reportedBy, faultsOf } from '../kit/fault.js';

const SHOWS = ['basic/minimal'];

/** A usage with other counts. */
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
  {
    id: 'lmstudio-completion-tokens-minus-one',
    seen: ['lmstudio-ai/lmstudio-bug-tracker#2335'],
    title: 'completion_tokens is one too low: 0 for a response of one token.',
    expect: reportedBy('usage-plausible', 'body /usage/completion_tokens'),
    shownBy: ['penalties/max_tokens.one'],
    hooks: inBody(
      turn('/usage/completion_tokens', (count) => Number(count) - 1),
      turn('/usage/total_tokens', (count) => Number(count) - 1),
    ),
  },
  {
    id: 'reasoning-tokens-exceed-completion',
    seen: ['router-for-me/CLIProxyAPI#5733'],
    title: 'reasoning_tokens exceed completion_tokens.',
    expect: reportedBy('usage-plausible', 'body /usage/completion_tokens_details/reasoning_tokens'),
    shownBy: SHOWS,
    hooks: usage(21, 0, 81, 60),
  },
  {
    id: 'b-cliproxy-completion-tokens-zero',
    seen: ['router-for-me/CLIProxyAPI#5733'],
    title: 'completion_tokens is zero, and the total includes the reasoning.',
    expect: reportedBy('usage-plausible', 'body /usage/completion_tokens_details/reasoning_tokens'),
    shownBy: SHOWS,
    hooks: usage(21, 0, 81, 60),
  },
  {
    id: 'b-aiclient2api-usage-total-mismatch',
    seen: ['justlovemaki/AIClient2API#305'],
    title: 'total_tokens is more than the sum of prompt and completion tokens.',
    expect: reportedBy('usage-sum', 'body /usage/total_tokens'),
    shownBy: SHOWS,
    hooks: inBody(turn('/usage/total_tokens', (count) => Number(count) + 76)),
  },
  {
    id: 'b-9router-total-tokens-zero',
    seen: ['decolua/9router#3789'],
    title: 'total_tokens is zero although its parts are not.',
    expect: reportedBy('usage-sum', 'body /usage/total_tokens'),
    shownBy: SHOWS,
    hooks: inBody(put('/usage/total_tokens', 0)),
  },
  {
    id: 'b-openswarm-usage-all-zero',
    seen: ['matthewhand/open-swarm#141'],
    title: 'All token counts are zero.',
    expect: reportedBy('usage-plausible', 'body /usage'),
    shownBy: SHOWS,
    hooks: usage(0, 0, 0),
  },
  {
    id: 'usage-missing',
    seen: [],
    title: 'A body has no usage.',
    expect: reportedBy('usage-present', 'body /usage'),
    shownBy: SHOWS,
    hooks: inBody(drop('/usage')),
  },
  {
    id: 'usage-negative',
    seen: [],
    title: 'completion_tokens is negative.',
    expect: reportedBy('usage-plausible', 'body /usage/completion_tokens'),
    shownBy: SHOWS,
    hooks: inBody(put('/usage/completion_tokens', -2), put('/usage/total_tokens', 7)),
  },
]);
