import { inBody } from '../kit/chunks.js';
import { drop, put } from '../../../edit.js';
import { reportedBy, faultsOf } from '../kit/fault.js';
import type { Hooks } from '../../hooks.js';

const PLACE = '/choices/*/finish_reason';
const REPORTED = reportedBy('schema', `body ${PLACE}`);
const SHOWS = ['basic/minimal'];
const reason = (value: string | null): Hooks => inBody(put(PLACE, value));

/** finish_reason in bodies. */
export const finishReasons = faultsOf('response', [
  {
    id: 'cohere-native-finish-reason',
    seen: ['camel-ai/camel#4202'],
    title: 'finish_reason is COMPLETE, a value of the backend.',
    expect: REPORTED,
    shownBy: SHOWS,
    hooks: reason('COMPLETE'),
  },
  {
    id: 'glm-finish-sensitive',
    seen: ['langgenius/dify#7559'],
    title: 'A content filter is reported as finish_reason sensitive.',
    expect: REPORTED,
    shownBy: SHOWS,
    hooks: reason('sensitive'),
  },
  {
    id: 'glm-finish-network-error',
    seen: ['promptfoo/promptfoo#9905'],
    title: 'A failure of the provider is reported as finish_reason network_error with status 200.',
    expect: REPORTED,
    shownBy: SHOWS,
    hooks: reason('network_error'),
  },
  {
    id: 'b-llmgateway-raw-end-turn-finish',
    seen: ['theopenco/llmgateway#3492'],
    title: 'finish_reason is end_turn, a value of another API.',
    expect: REPORTED,
    shownBy: SHOWS,
    hooks: reason('end_turn'),
  },
  {
    id: 'b-packyapi-finish-empty',
    seen: ['BerriAI/litellm#20732'],
    title: 'finish_reason is an empty string.',
    expect: REPORTED,
    shownBy: SHOWS,
    hooks: reason(''),
  },
  {
    id: 'b-mlxlm-finish-null-nonstream',
    seen: ['apache/camel#22829'],
    title: 'finish_reason of a body is null.',
    expect: REPORTED,
    shownBy: SHOWS,
    hooks: reason(null),
  },
  {
    id: 'localai-nonstream-no-finish-no-index',
    seen: ['mudler/LocalAI#788', 'nomic-ai/gpt4all#1317'],
    title: 'A choice has only its message: no index, no finish_reason.',
    expect: reportedBy('schema', 'body /choices/*/index'),
    shownBy: SHOWS,
    hooks: inBody(drop('/choices/*/index', PLACE, '/choices/*/logprobs')),
  },
  {
    id: 'fastflowlm-length-never-reported',
    seen: ['ROCm/FastFlowLM#728'],
    title: 'finish_reason is stop although the token limit cut the response.',
    expect: reportedBy('finish-length', `body ${PLACE}`),
    shownBy: ['penalties/max_tokens.cut', 'penalties/max_completion_tokens.cut'],
    hooks: reason('stop'),
  },
  {
    id: 'mlxlm-length-always',
    seen: ['ml-explore/mlx-lm#305'],
    title: 'finish_reason is length although the response ended far below the limit.',
    expect: reportedBy('finish-length', `body ${PLACE}`),
    shownBy: ['basic/limited', 'tools/offered'],
    hooks: reason('length'),
  },
]);
