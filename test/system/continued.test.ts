import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Served } from '../../src/reference/serve.js';
import { changeJson, type GatewayOptions } from '../support/gateway.js';
import { divergingOf, recordRun, refusalsOf, serveOpenai } from '../support/record-run.js';
import { resultsOf } from './judge/verdict-lines.js';

let upstream: Served;
beforeAll(async () => {
  upstream = await serveOpenai();
});
afterAll(() => upstream.close());

const CASE = 'tools/message-returned';
const returned = (text: string): boolean => text.includes('saffron');

describe('a request that continues the response before', () => {
  /** Adds a member to every message. */
  const change: GatewayOptions['change'] = (passed) =>
    changeJson(passed, (value) => {
      const [choice] = (value['choices'] ?? []) as readonly { message: Record<string, unknown> }[];
      if (choice !== undefined) choice.message['reasoning'] = 'Look it up.';
    });

  it('sends the message as it was received, and can be verified', async () => {
    const { events, requests } = await recordRun(upstream, [CASE], { change });
    const sent = requests.find(returned) ?? '';
    const [, message, result] = (JSON.parse(sent) as { messages: readonly Record<string, unknown>[] }).messages;
    expect(message).toMatchObject({ content: null, refusal: null, reasoning: 'Look it up.' });
    const [call] = (message?.['tool_calls'] ?? []) as readonly { readonly id: string }[];
    expect(result).toMatchObject({ role: 'tool', tool_call_id: call?.id });
    expect([divergingOf(events), refusalsOf(events)]).toEqual([[], []]);
  });

  it('is reported if the endpoint refuses its own message', async () => {
    const answer: GatewayOptions['answer'] = (text) =>
      returned(text)
        ? {
            status: 400,
            headers: { 'content-type': 'application/json' },
            body: '{"error":{"message":"messages[1]: unknown member reasoning","type":"invalid_request_error","param":null,"code":null}}',
          }
        : null;
    const { events } = await recordRun(upstream, [CASE], { change, answer });
    const reported = resultsOf(events).flatMap(({ divergences }) =>
      divergences.filter(({ level }) => level !== 'note'),
    );
    expect(reported.map(({ check, claim, level }) => [check, claim, level])).toEqual([
      ['acceptance', 'openai.chat.tools.message-returned', 'should'],
    ]);
  });
});
