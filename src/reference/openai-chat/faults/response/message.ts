import type { JsonObject } from '../../../../core/model/json.js';
import { everywhere, inBody, inChunks } from '../kit/chunks.js';
import { add, drop, put, turn, textIn } from '../kit/edit.js';
import { by, faultsOf, noted } from '../kit/fault.js';
import { onBody, textOf, withHeader, withText } from '../kit/frames.js';
import { accepting, errorBody, refusing } from '../kit/refusals.js';

const SHOWS = ['basic/minimal'];
const CONTENT = '/choices/*/message/content';

/** Messages and the members around them. */
export const messages = faultsOf('response', [
  [
    'mistralrs-json-text-plain',
    ['EricLBuehler/mistral.rs#79'],
    'A JSON body is labelled text/plain.',
    by('media-type', 'header content-type'),
    SHOWS,
    onBody((reply) => withHeader(reply, 'content-type', 'text/plain; charset=utf-8')),
  ],
  [
    'gpt4all-api-empty-choice',
    ['nomic-ai/gpt4all#1317'],
    'The server fails its own model of an answer: 500 for every request.',
    by('acceptance', 'status'),
    ['basic/limited'],
    { ...refusing(() => true, { status: 500 }), ...errorBody(() => ({ detail: 'Internal Server Error' })) },
  ],
  [
    'mistral-content-array',
    ['vercel/ai#17779', 'vercel/ai#15890'],
    'The content is an array of thinking and text.',
    by('schema', `body ${CONTENT}`),
    SHOWS,
    inBody(
      turn(CONTENT, (text) => [
        { type: 'thinking', thinking: [{ type: 'text', text: 'Hm.' }] },
        { type: 'text', text },
      ]),
    ),
  ],
  [
    'b-litellm-databricks-content-array',
    ['cline/cline#3032'],
    'The content is an array of text parts.',
    by('schema', `body ${CONTENT}`),
    SHOWS,
    inBody(turn(CONTENT, (text) => [{ type: 'text', text }])),
  ],
  [
    'b-gateway-nonstream-empty-content',
    ['langchain-ai/openwiki#655'],
    'The content is empty whenever no stream is asked for.',
    by('answer-not-empty', `body ${CONTENT}`),
    SHOWS,
    inBody(put(CONTENT, '')),
  ],
  [
    'b-litellm-cloudflare-4xx-as-empty-200',
    ['BerriAI/litellm#30299'],
    'A refusal of the upstream becomes an empty answer with status 200.',
    by('answer-not-empty', `body ${CONTENT}`),
    SHOWS,
    inBody(put(CONTENT, '')),
  ],
  [
    'b-groq-service-tier-on-demand',
    ['mofa-org/mofa#1155'],
    'service_tier is a word that is not documented.',
    by('schema', 'body /service_tier'),
    SHOWS,
    inBody(put('/service_tier', 'on_demand')),
  ],
  [
    'b-jonex-model-alias-rewritten',
    ['yuezhiai/jonex#34'],
    'The answer names another model than was asked for.',
    noted('model-echo', 'body /model'),
    SHOWS,
    inBody(put('/model', 'house-model-large')),
  ],
  [
    'b-codexproxy-unknown-model-default',
    ['icebear0828/codex-proxy#660'],
    'A model that does not exist is answered by another.',
    by('refusal', 'status'),
    ['errors/unknown-model'],
    { ...accepting('unknown-model'), ...inBody(put('/model', 'gpt-5.4')) },
  ],
  [
    'b-anythingllm-created-decimal',
    ['Mintplex-Labs/anything-llm#2926'],
    'created has fractions of a second.',
    by('schema', 'body /created'),
    SHOWS,
    inBody(turn('/created', (created) => Number(created) + 0.456)),
  ],
  [
    'created-in-milliseconds',
    ['EricLBuehler/mistral.rs#1539'],
    'created counts milliseconds.',
    by('created-seconds', 'body /created'),
    SHOWS,
    inBody(turn('/created', (created) => Number(created) * 1000)),
  ],
  [
    'b-litellm-toplogprobs-null',
    ['BerriAI/litellm#21932'],
    'top_logprobs of every token is null.',
    by('schema', 'body /choices/*/logprobs/content/*/top_logprobs'),
    ['penalties/logprobs.words'],
    inBody(put('/choices/*/logprobs/content/*/top_logprobs', null)),
  ],
  [
    'b-litellm-content-key-missing-with-tools',
    ['BerriAI/litellm#17532'],
    'The content is left out beside a call, and the call has an index.',
    by('schema', `body ${CONTENT}`),
    ['tools/auto'],
    inBody(drop(CONTENT), put('/choices/*/message/images', []), put('/choices/*/message/tool_calls/*/index', 0)),
  ],
  [
    'b-lorax-object-text-completion',
    ['predibase/lorax#788'],
    'The object is text_completion, and the id the word null.',
    by('schema', 'body /object'),
    SHOWS,
    inBody(add({ object: 'text_completion', id: 'null' })),
  ],
  [
    'text-after-json',
    [],
    'Something stands after the JSON of a body.',
    by('json-document', 'body'),
    SHOWS,
    onBody((reply) => withText(reply, 'application/json', `${textOf(reply)}\nOK`)),
  ],
  [
    'other-default-model',
    [],
    'A request without a model is answered by another than the documented default.',
    by('model-default', 'body /model'),
    ['basic/model-omitted'],
    { asked: (requested) => ({ ...requested, model: requested.model ?? 'house-model-small' }) },
    ['cryptgpt'],
  ],
  [
    'models-list-empty',
    [],
    'The list of models is empty, though one of them answers.',
    by('models-listed', 'body /data'),
    ['basic/models-list'],
    onBody((reply) =>
      /"object":"list"/u.test(textOf(reply))
        ? withText(reply, 'application/json', '{"object":"list","data":[]}')
        : reply,
    ),
  ],
  [
    'llamacpp-thought-in-content',
    ['ggml-org/llama.cpp#23320', 'microsoft/autogen#7009', 'AstrBotDevs/AstrBot#10116'],
    'A thought stands in the text, with the mark of its end.',
    noted('special-tokens', `body ${CONTENT}`),
    SHOWS,
    inBody(turn(CONTENT, (text) => `The user wants a word.\n</think>\n\n${textIn(text)}`)),
  ],
  [
    'text-said-twice',
    [],
    'The whole text of the answer comes twice.',
    by('answer-repeated', `body ${CONTENT}`),
    ['basic/longer-answer'],
    inBody(turn(CONTENT, (text) => textIn(text).repeat(2))),
  ],
  [
    'same-id-for-every-answer',
    [],
    'Every answer has the same id.',
    by('id-unique', 'body /id'),
    ['basic/two-requests'],
    everywhere(add({ id: 'chatcmpl-00000000000000000000000000000' })),
  ],
  [
    'same-id-for-every-stream',
    [],
    'Every stream has the same id.',
    by('id-unique', 'chunk /id'),
    ['streaming/two-streams'],
    inChunks(add({ id: 'chatcmpl-00000000000000000000000000000' })),
  ],
  [
    'member-unknown',
    [],
    'A body has a member that nobody documents.',
    noted('undocumented-field', 'body /x_extra'),
    SHOWS,
    inBody(add({ x_extra: { took_ms: 3 } } satisfies JsonObject)),
  ],
]);
