import type { Mismatch } from '../../dialect/messages.js';
import { headerPlace } from '../../wire/place.js';
import { type CheckInput, defineCheck } from '../../dialect/check.js';

type Labelled = 'json' | 'stream' | 'error';

const USUAL: Readonly<Record<Labelled, string>> = {
  json: 'application/json',
  stream: 'text/event-stream',
  error: 'application/json',
};

/** The Content-Type matches the body. */
export const mediaType = defineCheck({
  id: 'media-type',
  title: 'The media type is the documented one',
  stage: 'form',
  scope: 'answer',
  kinds: ['wrong-media-type'],
  params: {
    type: 'object',
    properties: { form: { enum: ['json', 'stream', 'error'] }, type: { type: 'string' } },
    required: ['form'],
    additionalProperties: false,
  },
  looksAt: 'errors-too',
  consequenceOf: ['content-type-once'],
  explain: {
    what: 'A JSON response has the type application/json, an event stream text/event-stream (or the documented type), and an error the type of a JSON response. Parameters such as charset are ignored. In captures, a missing one is a note. Clients choose their parser by this header.',
    causes:
      'A framework default (text/plain, text/html) when the handler writes bytes itself; a proxy that renders its own error page; a streaming path that reuses the headers of the other path.',
    falseAlarm: 'A proxy in front of the endpoint may have sent the response, most often an HTML error page.',
    seen: [
      'Lightning-AI/LitServe#359',
      'microsoft/foundry-dev-tools#195',
      'containers/ramalama#2837',
      'nearai/private-ml-sdk#20',
      'sigoden/aichat#651',
      'decolua/9router#3492',
    ],
  },
  applies: (input, binding) => formOf(input) === binding.with.form,
  *judge({ case: testCase, answer }, binding): Iterable<Mismatch> {
    const wanted = binding.with.type ?? USUAL[binding.with.form];
    const got = answer.mediaType;
    if (got === wanted.toLowerCase()) return;
    // Recorders leave headers out.
    const level = got === null && testCase.origin === 'captured' ? 'note' : undefined;
    yield { code: 'media-type', args: { wanted, got, status: answer.status }, at: headerPlace('content-type'), level };
  },
});

/** The form of the response if it is the requested one, otherwise null: another check reports that. */
function formOf({ answer }: CheckInput): Labelled | null {
  const { raw, response } = answer.exchange;
  // A capture without any header does not show them.
  const unseen = !raw && response?.headers.length === 0;
  if (answer.form === 'empty' || unseen) return null;
  if (answer.status >= 400) return answer.form === 'stream' ? null : 'error';
  if (answer.status < 200 || answer.status >= 300) return null;
  if (answer.requested.stream) return answer.form === 'stream' ? 'stream' : null;
  return answer.form === 'json' ? 'json' : null;
}
