import { inBody } from '../kit/chunks.js';
import { drop, put } from '../kit/edit.js';
import { by, faultsOf } from '../kit/fault.js';
import type { Hooks } from '../../hooks.js';

const PLACE = '/choices/*/finish_reason';
const TOLD = by('schema', `body ${PLACE}`);
const SHOWS = ['basic/minimal'];
const reason = (value: string | null): Hooks => inBody(put(PLACE, value));

/** How bodies finish. */
export const finishReasons = faultsOf('response', [
  [
    'cohere-native-finish-reason',
    ['camel-ai/camel#4202'],
    'finish_reason is COMPLETE, a word of the backend.',
    TOLD,
    SHOWS,
    reason('COMPLETE'),
  ],
  [
    'glm-finish-sensitive',
    ['langgenius/dify#7559'],
    'A filter is told as finish_reason sensitive.',
    TOLD,
    SHOWS,
    reason('sensitive'),
  ],
  [
    'glm-finish-network-error',
    ['promptfoo/promptfoo#9905'],
    'A failure of the provider is told as finish_reason network_error, with status 200.',
    TOLD,
    SHOWS,
    reason('network_error'),
  ],
  [
    'b-llmgateway-raw-end-turn-finish',
    ['theopenco/llmgateway#3492'],
    'finish_reason is the end_turn of another API.',
    TOLD,
    SHOWS,
    reason('end_turn'),
  ],
  ['b-packyapi-finish-empty', ['BerriAI/litellm#20732'], 'finish_reason is an empty string.', TOLD, SHOWS, reason('')],
  [
    'b-mlxlm-finish-null-nonstream',
    ['apache/camel#22829'],
    'finish_reason of a whole answer is null.',
    TOLD,
    SHOWS,
    reason(null),
  ],
  [
    'localai-nonstream-no-finish-no-index',
    ['mudler/LocalAI#788', 'nomic-ai/gpt4all#1317'],
    'A choice is its message alone: no index, no finish_reason.',
    by('schema', 'body /choices/*/index'),
    SHOWS,
    inBody(drop('/choices/*/index', PLACE, '/choices/*/logprobs')),
  ],
  [
    'fastflowlm-length-never-reported',
    ['ROCm/FastFlowLM#728'],
    'finish_reason is stop though the token limit cut the answer.',
    by('finish-length', `body ${PLACE}`),
    ['penalties/max_tokens.cut', 'penalties/max_completion_tokens.cut'],
    reason('stop'),
  ],
  [
    'mlxlm-length-always',
    ['ml-explore/mlx-lm#305'],
    'finish_reason is length though the answer ended far below the limit.',
    by('finish-length', `body ${PLACE}`),
    ['basic/limited', 'tools/offered'],
    reason('length'),
  ],
]);
