import type { Socket } from 'node:net';

/** A completion as OpenAI documents it, with what is given in place of its members. */
export function completion(given: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({
    id: 'chatcmpl-hostile',
    object: 'chat.completion',
    created: Math.floor(Date.now() / 1000),
    model: 'reference',
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content: 'Paris', refusal: null },
        logprobs: null,
        finish_reason: 'stop',
      },
    ],
    usage: { prompt_tokens: 9, completion_tokens: 1, total_tokens: 10 },
    ...given,
  });
}

/** A head with the lines given. */
export function head(status: string, ...lines: readonly string[]): string {
  return [`HTTP/1.1 ${status}`, ...lines, '', ''].join('\r\n');
}

/** A whole answer of JSON. */
export function json(body: string, ...lines: readonly string[]): string {
  return (
    head('200 OK', 'content-type: application/json', `content-length: ${Buffer.byteLength(body)}`, ...lines) + body
  );
}

export const STREAM_HEAD = head('200 OK', 'content-type: text/event-stream', 'connection: close');

/** A chunk of a stream that says `delta`. */
export const chunk = (delta: object): string =>
  `data: ${JSON.stringify({
    id: 'chatcmpl-hostile',
    object: 'chat.completion.chunk',
    created: Math.floor(Date.now() / 1000),
    model: 'reference',
    choices: [{ index: 0, delta, logprobs: null, finish_reason: null }],
  })}\n\n`;

/** The first chunk of a stream, and any further one. */
export const OPENING = chunk({ role: 'assistant', content: '' });
export const CHUNK = chunk({ content: 'x' });

/** Writes the same again and again, as fast as the other side takes it, until it hangs up. */
export function pour(socket: Socket, text: string | Uint8Array): void {
  const more = (): void => {
    while (!socket.destroyed && socket.writable) if (!socket.write(text)) return;
  };
  socket.on('drain', more);
  more();
}

/** Writes the same again and again, slower than `pour`: no limit ends it, so it lasts until a timeout. */
export function trickle(socket: Socket, text: string, everyMs: number): void {
  const timer = setInterval(() => {
    if (socket.destroyed) clearInterval(timer);
    else socket.write(text);
  }, everyMs);
}

/** Writes a text so slowly that it never ends. */
export function drip(socket: Socket, text: string, everyMs: number): void {
  let at = 0;
  const timer = setInterval(() => {
    if (socket.destroyed || at >= text.length) clearInterval(timer);
    else socket.write(text[at++] ?? '');
  }, everyMs);
}
