import type { JsonObject } from '../../../../core/model/json.js';
import { everywhere, inBody, inChunks } from '../kit/chunks.js';
import { add, drop, put, turn, textIn } from '../../../edit.js';
import { reportedBy, faultsOf, notedBy } from '../kit/fault.js';
import { onBody, textOf } from '../kit/frames.js';
import { withHeader, withText } from '../../../reply.js';
import { accepting, errorBody, refusing } from '../kit/refusals.js';

const SHOWS = ['basic/minimal'];
const CONTENT = '/choices/*/message/content';
/** Tokens of the reasoning that is left in a text. */
const THOUGHT = 8;

/** Messages and their enclosing members. */
export const messages = faultsOf('response', [
  {
    id: 'mistralrs-json-text-plain',
    seen: ['EricLBuehler/mistral.rs#79'],
    title: 'A JSON body has the media type text/plain.',
    expect: reportedBy('media-type', 'header content-type'),
    shownBy: SHOWS,
    hooks: onBody((reply) => withHeader(reply, 'content-type', 'text/plain; charset=utf-8')),
  },
  {
    id: 'gpt4all-api-empty-choice',
    seen: ['nomic-ai/gpt4all#1317'],
    title: 'The server fails to validate its own response: every request becomes 500.',
    expect: reportedBy('acceptance', 'status'),
    shownBy: ['basic/limited'],
    hooks: { ...refusing(() => true, { status: 500 }), ...errorBody(() => ({ detail: 'Internal Server Error' })) },
  },
  {
    id: 'mistral-content-array',
    seen: ['vercel/ai#17779', 'vercel/ai#15890'],
    title: 'The content is an array of thinking and text parts.',
    expect: reportedBy('schema', `body ${CONTENT}`),
    shownBy: SHOWS,
    hooks: inBody(
      turn(CONTENT, (text) => [
        { type: 'thinking', thinking: [{ type: 'text', text: 'Hm.' }] },
        { type: 'text', text },
      ]),
    ),
  },
  {
    id: 'b-litellm-databricks-content-array',
    seen: ['cline/cline#3032'],
    title: 'The content is an array of text parts.',
    expect: reportedBy('schema', `body ${CONTENT}`),
    shownBy: SHOWS,
    hooks: inBody(turn(CONTENT, (text) => [{ type: 'text', text }])),
  },
  {
    id: 'b-gateway-nonstream-empty-content',
    seen: ['langchain-ai/openwiki#655'],
    title: 'The content of every body is empty; streams have it.',
    expect: reportedBy('answer-not-empty', `body ${CONTENT}`),
    shownBy: SHOWS,
    hooks: inBody(put(CONTENT, '')),
  },
  {
    id: 'b-litellm-cloudflare-4xx-as-empty-200',
    seen: ['BerriAI/litellm#30299'],
    title: 'A rejection by the upstream becomes an empty response with status 200.',
    expect: reportedBy('answer-not-empty', `body ${CONTENT}`),
    shownBy: SHOWS,
    hooks: inBody(put(CONTENT, '')),
  },
  {
    id: 'b-groq-service-tier-on-demand',
    seen: ['mofa-org/mofa#1155'],
    title: 'service_tier is an undocumented value.',
    expect: reportedBy('schema', 'body /service_tier'),
    shownBy: SHOWS,
    hooks: inBody(put('/service_tier', 'on_demand')),
  },
  {
    id: 'b-jonex-model-alias-rewritten',
    seen: ['yuezhiai/jonex#34'],
    title: 'The response names another model than the requested one.',
    expect: notedBy('model-echo', 'body /model'),
    shownBy: SHOWS,
    hooks: inBody(put('/model', 'house-model-large')),
  },
  {
    id: 'b-codexproxy-unknown-model-default',
    seen: ['icebear0828/codex-proxy#660'],
    title: 'An unknown model is accepted: another model responds.',
    expect: reportedBy('refusal', 'status'),
    shownBy: ['errors/unknown-model'],
    hooks: { ...accepting('unknown-model'), ...inBody(put('/model', 'gpt-5.4')) },
  },
  {
    id: 'b-anythingllm-created-decimal',
    seen: ['Mintplex-Labs/anything-llm#2926'],
    title: 'created has fractions of a second.',
    expect: reportedBy('schema', 'body /created'),
    shownBy: SHOWS,
    hooks: inBody(turn('/created', (created) => Number(created) + 0.456)),
  },
  {
    id: 'created-in-local-time',
    seen: [],
    title: 'created is local time as if it were UTC: eight hours ahead.',
    expect: reportedBy('created-seconds', 'body /created'),
    shownBy: SHOWS,
    hooks: inBody(turn('/created', (created) => Number(created) + 28_800)),
  },
  {
    id: 'created-in-milliseconds',
    seen: ['EricLBuehler/mistral.rs#1539'],
    title: 'created is in milliseconds.',
    expect: reportedBy('created-seconds', 'body /created'),
    shownBy: SHOWS,
    hooks: inBody(turn('/created', (created) => Number(created) * 1000)),
  },
  {
    id: 'b-litellm-toplogprobs-null',
    seen: ['BerriAI/litellm#21932'],
    title: 'top_logprobs of every token is null.',
    expect: reportedBy('schema', 'body /choices/*/logprobs/content/*/top_logprobs'),
    shownBy: ['penalties/logprobs.words'],
    hooks: inBody(put('/choices/*/logprobs/content/*/top_logprobs', null)),
  },
  {
    id: 'b-litellm-content-key-missing-with-tools',
    seen: ['BerriAI/litellm#17532'],
    title: 'The content is absent in a message with a call, and the call has an index.',
    expect: reportedBy('schema', `body ${CONTENT}`),
    shownBy: ['tools/auto'],
    hooks: inBody(drop(CONTENT), put('/choices/*/message/images', []), put('/choices/*/message/tool_calls/*/index', 0)),
  },
  {
    id: 'b-lorax-object-text-completion',
    seen: ['predibase/lorax#788'],
    title: 'The object is text_completion, and the id is the string "null".',
    expect: reportedBy('schema', 'body /object'),
    shownBy: SHOWS,
    hooks: inBody(add({ object: 'text_completion', id: 'null' })),
  },
  {
    id: 'text-after-json',
    seen: [],
    title: 'The body continues after its JSON.',
    expect: reportedBy('json-document', 'body'),
    shownBy: SHOWS,
    hooks: onBody((reply) => withText(reply, 'application/json', `${textOf(reply)}\nOK`)),
  },
  {
    id: 'other-default-model',
    seen: [],
    title: 'A request without a model gets another model than the documented default.',
    expect: reportedBy('model-default', 'body /model'),
    shownBy: ['basic/model-omitted'],
    hooks: { requested: (requested) => ({ ...requested, model: requested.model ?? 'house-model-small' }) },
    specs: ['cryptgpt'],
  },
  {
    id: 'models-list-empty',
    seen: [],
    title: 'The list of models is empty although one of them responds.',
    expect: reportedBy('models-listed', 'body /data'),
    shownBy: ['basic/models-list'],
    hooks: onBody((reply) =>
      /"object":"list"/u.test(textOf(reply))
        ? withText(reply, 'application/json', '{"object":"list","data":[]}')
        : reply,
    ),
  },
  {
    id: 'llamacpp-thought-in-content',
    seen: ['ggml-org/llama.cpp#23320', 'microsoft/autogen#7009', 'AstrBotDevs/AstrBot#10116'],
    title: 'The text contains reasoning and its end marker.',
    expect: notedBy('special-tokens', `body ${CONTENT}`),
    shownBy: SHOWS,
    hooks: inBody(
      turn(CONTENT, (text) => `The user wants a word.\n</think>\n\n${textIn(text)}`),
      turn('/usage/completion_tokens', (count) => Number(count) + THOUGHT),
      turn('/usage/total_tokens', (count) => Number(count) + THOUGHT),
    ),
  },
  {
    id: 'text-said-twice',
    seen: [],
    title: 'The text of the response is repeated.',
    expect: reportedBy('answer-repeated', `body ${CONTENT}`),
    shownBy: ['basic/longer-answer'],
    hooks: inBody(turn(CONTENT, (text) => textIn(text).repeat(2))),
  },
  {
    id: 'same-id-for-every-answer',
    seen: [],
    title: 'Every response has the same id.',
    expect: reportedBy('id-unique', 'body /id'),
    shownBy: ['basic/two-requests'],
    hooks: everywhere(add({ id: 'chatcmpl-00000000000000000000000000000' })),
  },
  {
    id: 'same-id-for-every-stream',
    seen: [],
    title: 'Every stream has the same id.',
    expect: reportedBy('id-unique', 'chunk /id'),
    shownBy: ['streaming/two-streams'],
    hooks: inChunks(add({ id: 'chatcmpl-00000000000000000000000000000' })),
  },
  {
    id: 'member-unknown',
    seen: [],
    title: 'A body has an undocumented member.',
    expect: notedBy('undocumented-field', 'body /x_extra'),
    shownBy: SHOWS,
    hooks: inBody(add({ x_extra: { took_ms: 3 } } satisfies JsonObject)),
  },
]);
