import { describe, expect, it } from 'vitest';
import { costOfSteps, type Cost } from '../../../src/core/plan/estimate.js';
import { makeBudget, type Allowance } from '../../../src/run/budget.js';
import { makeStep } from '../../support/case.js';
import { makeExchange } from '../../support/exchange.js';

const steps = (count: number) => Array.from({ length: count }, () => makeStep());
/** Requests that may cost 10 completion tokens in all, and 24 of each prompt. */
const cheap = (requests = 1): Cost => ({ ...costOfSteps(steps(requests)), completionTokens: 10 });
const answer = (prompt: number, completion: number) =>
  makeExchange({
    body: {
      object: 'chat.completion',
      choices: [{ index: 0, message: { role: 'assistant', content: 'Hi' }, finish_reason: 'stop' }],
      usage: { prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion },
    },
  });

async function spend(allowance: Allowance, spent: readonly [number, number], cost = cheap()): Promise<number> {
  const budget = makeBudget(allowance, []);
  for (let done = 0; done < 100; done += 1) {
    const share = await budget.open(cost);
    if (share === null) return done;
    for (let n = 0; n < cost.requests; n += 1) share.spend(answer(...spent));
    share.close();
  }
  return 100;
}

describe('the allowance of a run', () => {
  it('lets through as many requests as it has, and no case that does not fit whole', async () => {
    expect(await spend({ requests: 7 }, [1, 1])).toBe(7);
    expect(await spend({ requests: 7 }, [1, 1], cheap(2))).toBe(3);
    expect(await spend({}, [1, 1])).toBe(100);
  });

  it('counts the tokens that answers tell, and starts no case that might cost more than is left', async () => {
    const worst = 10 + Math.ceil(JSON.stringify(makeStep().body).length / 3);
    const done = await spend({ tokens: 200 }, [20, 5]);
    expect(done).toBe(Math.floor((200 - worst) / 25) + 1);
  });

  it('estimates the tokens from the text if the answer has no usage; rejections cost nothing', async () => {
    const budget = makeBudget({ tokens: 100 }, []);
    const share = await budget.open(cheap());
    share?.spend(makeExchange({ status: 400, body: { error: { message: 'x'.repeat(900) } } }));
    share?.close();
    expect(await budget.open(cheap())).not.toBeNull();
    const talk = { choices: [{ index: 0, message: { role: 'assistant', content: 'x'.repeat(900) } }] };
    const again = makeBudget({ tokens: 100 }, [makeExchange({ body: talk })]);
    expect(await again.open(cheap())).toBeNull();
    expect(again.exhausted()).toContain('--max-tokens 100');
  });

  it('counts what an earlier part of the run sent', async () => {
    const budget = makeBudget({ requests: 3 }, [answer(1, 1), answer(1, 1)]);
    const share = await budget.open(cheap());
    share?.spend(answer(1, 1));
    share?.close();
    expect(await budget.open(cheap())).toBeNull();
    expect(budget.exhausted()).toBe('--max-requests 3 is reached (3 sent)');
  });

  it('waits for cases under way before it gives up: most cost less than was set aside', async () => {
    const budget = makeBudget({ tokens: 60 }, []);
    const first = await budget.open(cheap());
    const second = budget.open(cheap());
    let opened: unknown = 'waiting';
    void second.then((share) => (opened = share));
    await Promise.resolve();
    expect(opened).toBe('waiting');
    first?.spend(answer(2, 2));
    first?.close();
    expect(await second).not.toBeNull();
  });

  it('affords a further attempt only where a request is left', async () => {
    const budget = makeBudget({ requests: 2 }, []);
    const share = await budget.open(cheap());
    expect([share?.extend(), share?.extend()]).toEqual([true, false]);
    expect(budget.exhausted()).toContain('--max-requests 2');
  });
});
