import { describe, expect, it } from 'vitest';
import { DEFAULT_TIMEOUTS } from '../../../src/io/http/limits.js';
import { makePatience } from '../../../src/io/http/patience.js';

const STREAM = { stream: true };
const BODY = { stream: false };

function afterTimeouts(count: number) {
  const patience = makePatience(DEFAULT_TIMEOUTS);
  for (let n = 0; n < count; n += 1) patience.take(STREAM, 'timeout-idle', 200);
  return patience;
}

describe('the timeouts of streams', () => {
  it('are short after three streams that timed out, and none that ended', () => {
    expect(afterTimeouts(2).timeoutsFor(STREAM)).toEqual(DEFAULT_TIMEOUTS);
    expect(afterTimeouts(3).timeoutsFor(STREAM)).toEqual({ ...DEFAULT_TIMEOUTS, firstByte: 5_000, idle: 5_000 });
  });

  it('stay as they are for requests without a stream', () => {
    expect(afterTimeouts(3).timeoutsFor(BODY)).toEqual(DEFAULT_TIMEOUTS);
  });

  it('stay as they are when one stream ended, before or after', () => {
    const patience = afterTimeouts(3);
    patience.take(STREAM, 'complete', 200);
    expect(patience.timeoutsFor(STREAM)).toEqual(DEFAULT_TIMEOUTS);
    patience.take(STREAM, 'timeout-idle', 200);
    expect(patience.timeoutsFor(STREAM)).toEqual(DEFAULT_TIMEOUTS);
  });

  it('do not become longer because of a refused stream, or a body that ended', () => {
    const patience = afterTimeouts(3);
    patience.take(STREAM, 'complete', 401);
    patience.take(BODY, 'complete', 200);
    expect(patience.timeoutsFor(STREAM).idle).toBe(5_000);
  });

  it('are never longer than the timeouts of the user', () => {
    const patience = makePatience({ ...DEFAULT_TIMEOUTS, firstByte: 1_000, idle: 2_000 });
    for (let n = 0; n < 3; n += 1) patience.take(STREAM, 'timeout-first-byte', undefined);
    expect(patience.timeoutsFor(STREAM)).toMatchObject({ firstByte: 1_000, idle: 2_000 });
  });
});
