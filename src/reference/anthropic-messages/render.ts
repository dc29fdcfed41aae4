import type { JsonObject } from '../../core/model/json.js';
import type { Spec } from '../../core/model/spec.js';
import { tokenize } from '../model.js';
import type { CompletedBlock, Completion } from './complete.js';
import type { Refusal } from './hooks.js';

/** The members that a message has besides what the model says. */
export interface Envelope {
  readonly id: string;
  readonly model: string;
}

/** A whole message. */
export function renderMessage(completion: Completion, { id, model }: Envelope): JsonObject {
  return {
    id,
    type: 'message',
    role: 'assistant',
    model,
    content: completion.blocks.map(renderBlock),
    stop_reason: completion.stopReason,
    stop_sequence: completion.stopSequence,
    stop_details: null,
    container: null,
    usage: renderUsage(completion, completion.outputTokens),
  };
}

/** The events of a stream, in order. */
export function renderEvents(completion: Completion, envelope: Envelope): readonly JsonObject[] {
  const message = renderMessage({ ...completion, blocks: [] }, envelope);
  const start = { ...message, stop_reason: null, stop_sequence: null, usage: renderUsage(completion, 1) };
  const blocks = completion.blocks.map(renderBlockEvents);
  const [first = [], ...others] = blocks;
  return [
    { type: 'message_start', message: start },
    ...first.slice(0, 1),
    { type: 'ping' },
    ...first.slice(1),
    ...others.flat(),
    {
      type: 'message_delta',
      delta: { stop_reason: completion.stopReason, stop_sequence: completion.stopSequence },
      usage: { input_tokens: completion.inputTokens, output_tokens: completion.outputTokens },
    },
    { type: 'message_stop' },
  ];
}

/** An event as it is written. */
export function frameOf(event: JsonObject): string {
  return `event: ${String(event['type'])}\ndata: ${JSON.stringify(event)}\n\n`;
}

/** The body of an error. */
export function renderError({ type, message }: Refusal, requestId: string): JsonObject {
  return { type: 'error', error: { type, message }, request_id: requestId };
}

/** The list of the documented models. */
export function renderModels({ models: { documented } }: Spec): JsonObject {
  const ids = documented.length > 0 ? documented : ['reference-model'];
  return {
    data: ids.map(describeModel),
    has_more: false,
    first_id: ids[0] ?? null,
    last_id: ids.at(-1) ?? null,
  };
}

/** The description of the documented model with this name, which may lack its version. */
export function renderModel(name: string, { models: { documented } }: Spec): JsonObject {
  return describeModel(documented.find((id) => id === name || id.startsWith(`${name}-20`)) ?? name);
}

function describeModel(id: string): JsonObject {
  return { type: 'model', id, display_name: id, created_at: '2025-10-01T00:00:00Z' };
}

function renderUsage({ inputTokens, thinkingTokens }: Completion, output: number): JsonObject {
  return {
    input_tokens: inputTokens,
    cache_creation_input_tokens: 0,
    cache_read_input_tokens: 0,
    cache_creation: { ephemeral_5m_input_tokens: 0, ephemeral_1h_input_tokens: 0 },
    output_tokens: output,
    output_tokens_details: { thinking_tokens: Math.min(thinkingTokens, output) },
    server_tool_use: null,
    service_tier: 'standard',
  };
}

function renderBlock(block: CompletedBlock): JsonObject {
  switch (block.type) {
    case 'text':
      return { type: 'text', text: block.tokens.join('') };
    case 'thinking':
      return { type: 'thinking', thinking: block.tokens.join(''), signature: block.signature };
    case 'tool_use':
      return { type: 'tool_use', id: block.id, name: block.name, input: parseInput(block.input) };
  }
}

/** A cut input is empty. */
function parseInput(text: string): JsonObject {
  try {
    return JSON.parse(text) as JsonObject;
  } catch {
    return {};
  }
}

function renderBlockEvents(block: CompletedBlock, index: number): readonly JsonObject[] {
  return [
    { type: 'content_block_start', index, content_block: opening(block) },
    ...deltasOf(block).map((delta) => ({ type: 'content_block_delta', index, delta })),
    { type: 'content_block_stop', index },
  ];
}

function opening(block: CompletedBlock): JsonObject {
  switch (block.type) {
    case 'text':
      return { type: 'text', text: '' };
    case 'thinking':
      return { type: 'thinking', thinking: '', signature: '' };
    case 'tool_use':
      return { type: 'tool_use', id: block.id, name: block.name, input: {} };
  }
}

function deltasOf(block: CompletedBlock): readonly JsonObject[] {
  switch (block.type) {
    case 'text':
      return block.tokens.map((text) => ({ type: 'text_delta', text }));
    case 'thinking':
      return [
        ...block.tokens.map((thinking) => ({ type: 'thinking_delta', thinking })),
        { type: 'signature_delta', signature: block.signature },
      ];
    case 'tool_use':
      return ['', ...tokenize(block.input)].map((partial) => ({ type: 'input_json_delta', partial_json: partial }));
  }
}
