import type { JsonObject } from '../../core/model/json.js';
import type { ChatRequest } from './chat-request.js';
import type { CompletedChoice, Completion } from './completion.js';
import { renderLogprobs, renderUsage, type Envelope } from './render-body.js';
import { tokenize } from './tokens.js';

/** How a provider's example opens a stream: the role alone, with empty content, or with the first words. */
export type Opening = 'role' | 'empty-content' | 'first-words';

/** One delta of a choice, with the tokens of text that it carries. */
interface Delta {
  readonly delta: JsonObject;
  readonly tokens: readonly string[];
}

/** The chunks of a stream, several choices taking turns, with every member that any provider documents. */
export function renderChunks(
  completion: Completion,
  requested: ChatRequest,
  envelope: Envelope,
  opening: Opening,
): readonly JsonObject[] {
  const frame = (choices: readonly JsonObject[]): JsonObject => ({
    id: envelope.id,
    object: 'chat.completion.chunk',
    created: envelope.created,
    model: envelope.model,
    system_fingerprint: 'fp_reference',
    service_tier: 'default',
    choices,
    ...(requested.includeUsage ? { usage: null } : {}),
  });
  const turns = completion.choices.map((choice) => renderChoice(choice, requested, opening));
  const longest = Math.max(0, ...turns.map((turn) => turn.length));
  const chunks = Array.from({ length: longest }, (_, i) => turns.flatMap((turn) => turn.slice(i, i + 1)))
    .flat()
    .map((choice) => frame([choice]));
  return requested.includeUsage ? [...chunks, { ...frame([]), usage: renderUsage(completion) }] : chunks;
}

function renderChoice(choice: CompletedChoice, requested: ChatRequest, opening: Opening): readonly JsonObject[] {
  const render = (delta: JsonObject, tokens: readonly string[], finish: string | null): JsonObject => ({
    index: choice.index,
    delta,
    logprobs: renderLogprobs(tokens, requested),
    finish_reason: finish,
  });
  return [
    ...deltasOf(choice, opening).map(({ delta, tokens }) => render(delta, tokens, null)),
    render({}, [], choice.finish),
  ];
}

function deltasOf(choice: CompletedChoice, opening: Opening): readonly Delta[] {
  const reasoning = choice.reasoning.map((token) => ({ delta: { reasoning_content: token }, tokens: [] }));
  if (choice.calls.length > 0) return [openCalls(opening), ...reasoning, ...callDeltas(choice)];
  const words = choice.tokens.map((token) => ({ delta: { content: token }, tokens: [token] }));
  const [first, ...rest] = words;
  if (opening === 'first-words' && reasoning.length === 0 && first !== undefined) {
    return [{ delta: { role: 'assistant', ...first.delta }, tokens: first.tokens }, ...rest];
  }
  const role = opening === 'role' ? { role: 'assistant' } : { role: 'assistant', content: '' };
  return [{ delta: role, tokens: [] }, ...reasoning, ...words];
}

const openCalls = (opening: Opening): Delta => ({
  delta: opening === 'role' ? { role: 'assistant' } : { role: 'assistant', content: null },
  tokens: [],
});

function callDeltas({ calls }: CompletedChoice): readonly Delta[] {
  return calls.flatMap((call, index) => [
    {
      delta: { tool_calls: [{ index, id: call.id, type: 'function', function: { name: call.name, arguments: '' } }] },
      tokens: [],
    },
    ...tokenize(call.arguments).map((piece) => ({
      delta: { tool_calls: [{ index, function: { arguments: piece } }] },
      tokens: [],
    })),
  ]);
}
