import type { Mismatch } from '../../dialect/messages.js';
import { defineCheck } from '../../dialect/check.js';
import { answered } from '../answered.js';
import type { ToolCall } from '../../dialect/reply.js';

/** The name of the called function. */
export const toolCallName = defineCheck({
  id: 'tool-call-name',
  title: 'A tool call names one of the offered tools, once',
  stage: 'sequence',
  scope: 'answer',
  kinds: ['missing-field', 'wrong-value', 'unusual-form'],
  params: { type: 'object', properties: { rule: { enum: ['no-empty-name'] } }, additionalProperties: false },
  consequenceOf: ['sse-data-json'],
  explainedBy: ['tool-choice', { check: 'schema', pointer: '/index', explains: 'call-name-missing' }],
  explain: {
    what: 'A tool call has the name of one of the functions in the request, complete and once: in a stream, in its first fragment. A name that later fragments repeat, or send as an empty string, is a note: clients that join strings duplicate it, clients that overwrite lose it. A name that is sent in parts is a `should`. With `rule: no-empty-name` the check judges empty names in later fragments alone.',
    causes:
      'A streaming parser that sends an empty string instead of nothing, or streams the name like the arguments; a name that was joined from several fragments; a template that prefixes names (`functions.get_weather`).',
    falseAlarm:
      'A model can invent a function; the endpoint then passes on what the model wrote. A name that contains none of the offered ones is at most a `should`.',
    seen: [
      'sgl-project/sglang#4700',
      'lmstudio-ai/lmstudio-bug-tracker#649',
      'dyedd/lens#49',
      'continuedev/continue#5849',
    ],
  },
  applies: (input) =>
    answered(input) && input.reply.outputs.some(({ calls }) => calls.some(({ type }) => type === 'function')),
  *judge({ reply, requested }, { with: { rule } }) {
    const offered = new Set(requested.tools.map(({ name }) => name));
    for (const call of reply.outputs.flatMap(({ calls }) => calls))
      if (call.type === 'function') yield* rule === undefined ? judgeCall(call, offered) : judgeLater(call);
  },
});

/** Empty names after the opening of a call, if the documents exclude them. */
function* judgeLater(call: ToolCall): Generator<Mismatch> {
  const later = laterNames(call);
  const [first] = later;
  if (first === undefined || later.some(({ value }) => value !== '')) return;
  yield {
    code: 'call-name-again',
    args: { name: '', fragments: later.length },
    at: first.place,
    occurrences: later.length,
  };
}

/** The names in the fragments of a call after the one that names it. */
function laterNames({ names }: ToolCall): ToolCall['names'] {
  const opening = names.findIndex(({ value }) => value !== '');
  return opening === -1 ? [] : names.filter((_, n) => n !== opening);
}

function* judgeCall(call: ToolCall, offered: ReadonlySet<string>): Generator<Mismatch> {
  const { name, names, nameAt: at } = call;
  if (name === '') {
    yield { code: names.length > 0 ? 'call-name-empty' : 'call-name-missing', args: {}, at };
    return;
  }
  if (offered.size > 0 && !offered.has(name)) {
    // A name that holds none of those offered was made up by the model, and passed on.
    const own = [...offered].some((each) => name.includes(each) || each.includes(name));
    yield { code: 'call-name-unknown', args: { name }, at, level: own ? undefined : 'should' };
    return;
  }
  const later = laterNames(call);
  const again = later[0];
  if (!again) return;
  const count = later.length;
  const begun = names.find(({ value }) => value !== '')?.value ?? '';
  if (begun !== name) {
    yield { code: 'call-name-split', args: { first: begun, later: again.value }, at, level: 'should' };
    return;
  }
  yield {
    code: 'call-name-again',
    args: { name: again.value, fragments: count },
    at: again.place,
    level: 'note',
    occurrences: count,
  };
}
