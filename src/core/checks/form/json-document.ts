import type { Answer } from '../../dialect/answer.js';
import type { Mismatch } from '../../dialect/messages.js';
import { bodyPlace } from '../../wire/place.js';
import { type CheckInput, defineCheck } from '../../dialect/check.js';
import { endOfFirstValue } from '../schema/fit-schema.js';

const JSON_TYPE = /[/+]json$/;
const BLANK_LINE = /^[ \t]*[\r\n]/;

/** A JSON body is one JSON document. */
export const jsonDocument = defineCheck({
  id: 'json-document',
  title: 'A JSON body is one JSON document',
  stage: 'form',
  scope: 'answer',
  kinds: ['malformed-json', 'malformed-utf8', 'unusual-form'],
  params: {
    type: 'object',
    properties: { leadingBlankLines: { type: 'boolean' }, form: { enum: ['json', 'error'] } },
    additionalProperties: false,
  },
  looksAt: 'errors-too',
  consequenceOf: ['content-length', 'answer-form'],
  explain: {
    what: 'The body is one JSON document (RFC 8259) in UTF-8, with nothing before or after it. A byte order mark, or undocumented blank lines at the start, are a note.',
    causes:
      'A stream terminator after a body; two documents in one response; an incomplete body; values that JSON does not have (NaN, single quotes); an error page labelled as JSON.',
    falseAlarm: 'A connection that breaks without a declared length may leave a body that looks complete to HTTP.',
    seen: ['decolua/9router#3492', 'Mintplex-Labs/anything-llm#6430'],
  },
  applies: (input, binding) => isPromised(input, binding.with.form),
  *judge({ answer }, binding): Iterable<Mismatch> {
    const at = bodyPlace();
    // Bytes of another encoding may look like a quotation mark: what is wrong with the document follows from them.
    if (answer.exchange.raw && answer.invalidUtf8At !== null) {
      yield { code: 'body-not-utf8', args: { offset: answer.invalidUtf8At }, at, claim: 'json.utf-8' };
    } else if (!answer.body.ok) {
      yield malformed(answer);
      return;
    }
    if (answer.exchange.raw && answer.text.startsWith('\ufeff')) {
      yield { code: 'body-bom', args: {}, at, level: 'note' };
    }
    if (binding.with.leadingBlankLines !== true && BLANK_LINE.test(answer.text)) {
      yield { code: 'body-blank-lines', args: {}, at, level: 'note' };
    }
  },
});

/** Whether JSON is documented: by the request if it succeeded, otherwise by the claim or the media type. */
function isPromised({ answer }: CheckInput, form: 'json' | 'error' | undefined): boolean {
  const { status, exchange } = answer;
  if (exchange.request.method === 'HEAD' || exchange.end === 'hung-up' || exchange.end === 'too-large') return false;
  if (status >= 400) {
    if (form === 'json' || answer.form === 'stream' || (answer.form === 'empty' && !exchange.raw)) return false;
    if (JSON_TYPE.test(answer.mediaType ?? '')) return true;
    // `media-type` reports a page or a text.
    return form === 'error' && (answer.form === 'json' || answer.form === 'empty');
  }
  return form !== 'error' && status >= 200 && status < 300 && !answer.requested.stream && answer.form === 'json';
}

function malformed({ form, text }: Answer): Mismatch {
  const at = bodyPlace();
  if (form === 'empty') return { code: 'body-empty', args: {}, at };
  if (form !== 'json') return { code: 'body-not-json', args: { form: form === 'html' ? 'html' : 'text', text }, at };
  const end = endOfFirstValue(text.replace(/^\ufeff/, ' '));
  if (end === null) return { code: 'body-cut-json', args: { length: text.length }, at };
  const rest = text.slice(end).trim();
  if (rest !== '') return { code: 'body-followed', args: { rest }, at };
  return { code: 'body-not-json', args: { form, text }, at };
}
