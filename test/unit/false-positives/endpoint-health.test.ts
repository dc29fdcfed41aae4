import { describe, expect, it } from 'vitest';
import { trackEndpointHealth } from '../../../src/core/judge/endpoint-health.js';
import type { Exchange } from '../../../src/core/model/exchange.js';
import { makeCase, makeStep } from '../../support/case.js';
import { makeExchange } from '../../support/exchange.js';

const accepted = makeCase();
const streaming = makeCase({ steps: [makeStep({ stream: true, body: { stream: true } })] });
const streamingMore = makeCase({ steps: [makeStep({ stream: true, body: { stream: true, n: 2 } })] });
const twice = makeCase({ steps: [makeStep(), makeStep()] });
const wrong = makeCase({ expects: 'refused', mistake: 'wrong-key' });
const answered = (id: number): readonly Exchange[] => [makeExchange({ id })];
const failed = (id: number, status = 500): readonly Exchange[] => [makeExchange({ id, status, body: {} })];

describe('whether an endpoint works', () => {
  it('is not known before a request was answered', () => {
    const health = trackEndpointHealth();
    health.take(accepted, failed(0));
    expect([health.works(), health.worksFor(accepted, failed(0))]).toEqual([false, false]);
  });

  it('is known for a few failures that later requests survived, in whatever order they came in', () => {
    const health = trackEndpointHealth();
    for (const id of [1, 2, 3, 4]) health.take(accepted, failed(id));
    health.take(accepted, answered(7));
    health.take(accepted, answered(0));
    expect(health.worksFor(accepted, failed(1))).toBe(true);
    // Concurrent requests that failed may still arrive.
    expect(health.isSettled(accepted, failed(4))).toBe(false);
    expect(health.isSettled(accepted, answered(7))).toBe(true);
  });

  it('is not known for many in a row of a kind that is answered at other times: that was an outage', () => {
    const health = trackEndpointHealth();
    for (const id of [0, 8, 1, 2, 3, 9, 4, 5]) health.take(accepted, id === 0 || id > 7 ? answered(id) : failed(id));
    expect([1, 5].map((id) => health.worksFor(accepted, failed(id)))).toEqual([false, false]);
    expect(health.worksFor(accepted, failed(10))).toBe(true);
    // Every kind in that sequence is excused, also one that was sent at no other time.
    health.take(streaming, failed(6));
    expect(health.worksFor(streaming, failed(6))).toBe(false);
  });

  it('is not known for a step that failed in an outage, whatever became of the next', () => {
    const health = trackEndpointHealth();
    for (const id of [1, 2, 3, 4]) health.take(accepted, failed(id));
    const steps = [makeExchange({ id: 5, step: 0, status: 500, body: {} }), makeExchange({ id: 7, step: 1 })];
    health.take(twice, steps);
    expect(health.isSettled(twice, steps)).toBe(false);
    expect(health.worksFor(twice, steps)).toBe(false);
  });

  it('is not known for failures next to requests that a retry answered', () => {
    const health = trackEndpointHealth();
    health.take(accepted, answered(0));
    health.take(accepted, [...failed(1, 503), ...failed(5, 503)]);
    health.take(streaming, [...failed(2, 503), ...failed(6, 503)]);
    for (const id of [3, 4, 7]) health.take(accepted, [...failed(id, 503), ...answered(id + 10)]);
    expect([health.worksFor(accepted, failed(5)), health.worksFor(streaming, failed(6))]).toEqual([false, false]);
    // Such luck says nothing of a kind that never has it.
    const other = trackEndpointHealth();
    other.take(accepted, answered(0));
    for (const id of [1, 2, 3, 4]) other.take(streaming, failed(id));
    other.take(accepted, [...failed(5), ...answered(6)]);
    expect(other.worksFor(streaming, failed(1))).toBe(true);
  });

  it('is known for all requests of one kind, however many of them fail in a row', () => {
    const health = trackEndpointHealth();
    health.take(accepted, answered(0));
    for (const id of [1, 2, 3, 4, 5, 6]) health.take(streaming, failed(id));
    health.take(accepted, answered(7));
    expect(health.worksFor(streaming, failed(3))).toBe(true);
    // One of the same kind that was answered, with more besides, and it was no matter of the kind.
    health.take(streamingMore, answered(8));
    expect(health.worksFor(streaming, failed(3))).toBe(false);
  });

  it('is known for wrong requests that fail in a row, where no wrong request was answered', () => {
    const health = trackEndpointHealth();
    const typed = makeCase({ expects: 'refused', mistake: 'wrong-type' });
    health.take(accepted, answered(0));
    for (const id of [1, 2, 3, 4, 5, 6]) health.take(typed, failed(id));
    health.take(accepted, answered(7));
    expect(health.worksFor(typed, failed(3))).toBe(true);
  });

  it('is known for a few failures at the end, and not for many', () => {
    const health = trackEndpointHealth();
    health.take(accepted, answered(0));
    for (const id of [1, 2, 3, 4]) health.take(accepted, failed(id));
    expect(health.worksFor(accepted, failed(4))).toBe(true);
    health.take(accepted, failed(5));
    health.take(accepted, failed(5));
    expect(health.worksFor(accepted, failed(4))).toBe(false);
    expect(health.worksFor(accepted, answered(0))).toBe(true);
  });

  it('is not put in doubt by keys that are refused on purpose', () => {
    const health = trackEndpointHealth();
    health.take(accepted, answered(0));
    for (const id of [1, 2, 3, 4, 5, 6]) health.take(wrong, failed(id, 401));
    expect(health.isSettled(wrong, failed(6, 401))).toBe(true);
    expect(health.worksFor(accepted, failed(7))).toBe(true);
  });
});
