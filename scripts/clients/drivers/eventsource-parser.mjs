import { EventSourceParserStream } from 'eventsource-parser/stream';
import { ONE_CALL, SAY, TWO_CALLS, WEATHER, describeCalls, untilError } from './prompts.mjs';

const tools = [{ type: 'function', function: WEATHER }];

/** The streaming tasks with a bare parser of server-sent events, as programs without a client library have them. */
export function connect({ baseUrl, key, model }) {
  async function* chunks(prompt, more = {}) {
    const response = await fetch(`${baseUrl}/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ model, messages: [{ role: 'user', content: prompt }], stream: true, ...more }),
    });
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    const events = response.body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream());
    for await (const { data } of events) {
      if (data === '[DONE]') return;
      const chunk = JSON.parse(data);
      if (chunk.error) throw new Error(chunk.error.message);
      yield chunk;
    }
  }
  async function* words() {
    for await (const chunk of chunks(SAY)) yield chunk.choices[0]?.delta.content ?? '';
  }
  async function streamCalls(prompt) {
    const calls = [];
    let finish = null;
    for await (const { choices } of chunks(prompt, { tools })) {
      for (const { index, id, function: piece } of choices[0]?.delta.tool_calls ?? []) {
        calls[index] ??= { id, name: piece.name, arguments: '' };
        calls[index].arguments += piece.arguments ?? '';
      }
      finish = choices[0]?.finish_reason ?? finish;
    }
    const parsed = calls.map((call) => ({ ...call, arguments: JSON.parse(call.arguments) }));
    return { ...describeCalls(parsed), finish };
  }

  return {
    async stream() {
      let text = '';
      let finish = null;
      for await (const { choices } of chunks(SAY)) {
        text += choices[0]?.delta.content ?? '';
        finish = choices[0]?.finish_reason ?? finish;
      }
      return { text, finish };
    },
    'streamed-tool-call': () => streamCalls(ONE_CALL),
    'parallel-calls': () => streamCalls(TWO_CALLS),
    async usage() {
      let usage = null;
      for await (const chunk of chunks(SAY, { stream_options: { include_usage: true } })) usage = chunk.usage ?? usage;
      return { input: usage?.prompt_tokens, output: usage?.completion_tokens, total: usage?.total_tokens };
    },
    'error-in-stream': () => untilError(words()),
  };
}
