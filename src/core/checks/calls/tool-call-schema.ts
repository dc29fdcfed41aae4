import { isObject, parseJson } from '../../wire/json.js';
import { type CheckInput, defineCheck } from '../../dialect/check.js';
import { answered } from '../answered.js';
import { misfit } from '../schema/fit-schema.js';

/** The arguments of a call fit the schema of the tool. */
export const toolCallSchema = defineCheck({
  id: 'tool-call-schema',
  title: "The arguments of a tool call fit the tool's schema",
  stage: 'meaning',
  scope: 'answer',
  kinds: ['wrong-value'],
  params: { type: 'object', properties: { strict: { type: 'boolean' } }, additionalProperties: false },
  consequenceOf: ['tool-call-name', 'sse-data-json'],
  explain: {
    what: 'The parsed arguments are validated against the JSON Schema that the request gives for that function: types, enumerations, required members. For a tool with `strict: true` a misfit has the level of the claim, otherwise it is a note. `strict` restricts a claim to tools with it, or without.',
    causes:
      'A parser for XML-like calls that leaves every value a string, so that `3` becomes `"3"`; a gateway that drops the schema before it reaches the backend; constrained decoding that supports only part of JSON Schema.',
    falseAlarm:
      'Without strict mode a model may invent or omit arguments, as OpenAI documents: a weak model is not a fault of the endpoint.',
    seen: ['exo-explore/exo#1651', 'antirez/ds4#569', 'lidge-jun/opencodex#1938'],
  },
  applies: (input, binding) => answered(input) && judgeable(input, binding.with.strict).length > 0,
  *judge(input, binding) {
    for (const { call, tool, value } of judgeable(input, binding.with.strict)) {
      const missed = misfit(tool.parameters, value);
      if (!missed) continue;
      yield {
        code: 'arguments-misfit',
        args: { name: tool.name, errors: missed.errors },
        at: call.arguments.absentAt,
        level: tool.strict ? undefined : 'note',
      };
    }
  },
});

/** The calls of offered tools that have a schema, and arguments that are all there and parse. */
function judgeable({ reply, requested }: CheckInput, strict: boolean | undefined) {
  const calls = reply.outputs.flatMap((choice) => (choice.isWhole ? choice.calls : []));
  return calls.flatMap((call) => {
    if (call.type !== 'function') return [];
    const tool = requested.tools.find(({ name }) => name === call.name);
    const parsed = parseJson(call.arguments.text);
    if ((strict ?? tool?.strict) !== tool?.strict) return [];
    if (!tool?.parameters || !parsed.ok || !isObject(parsed.value)) return [];
    return [{ call, tool: { ...tool, parameters: tool.parameters }, value: parsed.value }];
  });
}
