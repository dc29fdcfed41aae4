import { describe, expect, it } from 'vitest';
import { keyMarker } from '../../../../src/core/model/key-marker.js';
import { makeRedactor } from '../../../../src/core/redact/redactor.js';

describe('makeRedactor', () => {
  it.each([
    ['the chunks of a stream', ['sk-exam', 'ple-7QxZt', '91aaBBccDD'], (part: string) => `data: ${chunk(part)}\n\n`],
    ['the lines of events', ['sk-exam', 'ple-7QxZt', '91aaBBccDD'], (part: string) => `data: ${part}\n\n`],
    ['one character each', [...'sk-example-7QxZt91aaBBccDD'], (part: string) => `data: ${chunk(part)}\r\n\r\n`],
    ['lines that end in CR', ['sk-exam', 'ple-7QxZt', '91aaBBccDD'], (part: string) => `data: ${part}\r\r`],
  ])('replaces a key that is split over %s', (_name, parts, write) => {
    const text = parts.map(write).join('');
    const redacted = makeRedactor(['sk-example-7QxZt91aaBBccDD']).text(text);
    expect(redacted).toHaveLength(text.length);
    const events = [...redacted.replaceAll('\r', '\n').matchAll(/^data: (.*)$/gm)].map(([, data = '']) => data.trim());
    const joined = events.map((data) => (data.startsWith('{') ? contentOf(data) : data)).join('');
    expect(joined).toBe(keyMarker(26));
  });

  it('joins the tokens of one choice, also when two choices alternate', () => {
    const secret = 'sk-example-7QxZt91aaBBccDD';
    const text = Array.from(secret, (one) => [chunk(one, 0), chunk('x', 1)])
      .flat()
      .map((data) => `data: ${data}\n\n`)
      .join('');
    const redacted = makeRedactor([secret]).text(text);
    const first = [...redacted.matchAll(/^data: (.*)$/gm)].filter((_, n) => n % 2 === 0);
    expect(first.map(([, data = '']) => contentOf(data)).join('')).toBe(keyMarker(26));
  });

  it.each<[string, (content: string, index: number) => unknown]>([
    ['of choices with their index at the end', (content, index) => ({ choices: [{ delta: { content }, index }] })],
    ['of calls', (args, index) => ({ tool_calls: [{ function: { arguments: args }, index }] })],
    [
      'of content blocks',
      (text, index) => ({ type: 'content_block_delta', delta: { type: 'text_delta', text }, index }),
    ],
  ])('joins the parts %s, also when two alternate', (_name, eventOf) => {
    const secret = 'sk-example-7QxZt91aaBBccDD';
    const events = Array.from(secret, (one, n) => [eventOf(one, 0), eventOf(`other ${n}`, 1)]).flat();
    const redacted = makeRedactor([secret]).text(events.map((each) => `data: ${JSON.stringify(each)}\n\n`).join(''));
    const parts = [...redacted.matchAll(/"(?:content|arguments|text)":"(.*?)"/gu)].map(([, part]) => part);
    expect(parts.filter((_, n) => n % 2 === 0).join('')).toBe(keyMarker(26));
    expect(parts.filter((_, n) => n % 2 === 1)).toEqual(Array.from(secret, (_, n) => `other ${n}`));
  });

  it('joins members whose names are written in several ways', () => {
    const text = ['sk-exam', 'ple-7QxZt', '91aaBBccDD']
      .map((part, n) => `data: {"${n === 1 ? String.raw`t\u0065xt` : 'text'}":"${part}"}\n\n`)
      .join('');
    const parts = [
      ...makeRedactor(['sk-example-7QxZt91aaBBccDD'])
        .text(text)
        .matchAll(/:"(.*?)"/gu),
    ];
    expect(parts.map(([, part]) => part).join('')).toBe(keyMarker(26));
  });

  it('replaces the beginning of a key that is split over the events of a stream that was cut', () => {
    const events = ['sk-', 'exa', 'mpl'].map((part) => `data: ${chunk(part)}\n\n`).join('');
    for (const end of ['', 'data: ', `data: {"id":"c","choices":[{"index":0,"delta":{"content":"`]) {
      const [piece] = makeRedactor(['sk-example-7QxZt91aaBBccDD']).pieces(
        [{ ms: 0, bytes: Buffer.from(events + end) }],
        true,
      );
      expect(Buffer.from(piece?.bytes ?? []).toString()).not.toMatch(/"(?:exa|mpl)"/u);
    }
  });

  it('joins the parts of events that are written over several lines', () => {
    const lines = (part: string) => `data: {"choices":[{"index":0,\ndata: "delta":{"content":"${part}"}}]}\n\n`;
    const text = ['sk-example', '-7QxZt91', 'aaBBccDD'].map(lines).join('');
    const redacted = makeRedactor(['sk-example-7QxZt91aaBBccDD']).text(text);
    const parts = [...redacted.matchAll(/"content":"(.*?)"/gu)].map(([, part]) => part);
    expect(parts.join('')).toBe(keyMarker(26));
  });

  it('joins the parts of a text in one body', () => {
    const body = JSON.stringify({
      content: ['sk-example-', '7QxZt91aaBBccDD'].map((text) => ({ type: 'text', text })),
    });
    const redacted = JSON.parse(makeRedactor(['sk-example-7QxZt91aaBBccDD']).text(body)) as typeof EXAMPLE;
    expect(redacted.content.map(({ text }) => text).join('')).toBe(keyMarker(26));
  });
});

const EXAMPLE = { content: [{ type: 'text', text: '' }] };

function chunk(content: string, index = 0): string {
  return JSON.stringify({ id: 'c', choices: [{ index, delta: { content } }] });
}

function contentOf(data: string): string {
  const event = JSON.parse(data) as { readonly choices: readonly { readonly delta: { readonly content: string } }[] };
  return event.choices[0]?.delta.content ?? '';
}
