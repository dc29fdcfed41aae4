import { describe, expect, test } from 'vitest';
import { LEFT_ALONE, type Outcome, runAt, type TargetCase } from './run-at.js';
import { someOf } from '../../../support/property-runs.js';
import { type AtEnd, serveHostile, type Deed } from './serve-hostile.js';

/** What an endpoint does to one request of a run. */
export interface Hostility {
  readonly does: string;
  readonly to: TargetCase;
  readonly deed: Deed;
  readonly verdict: 'diverges' | 'inconclusive' | 'conforms';
  /** The first reported kind is one of these; for a verdict of `diverges`. */
  readonly kinds?: readonly string[];
  /** The reason for `inconclusive`: something that a reader can act on. */
  readonly says?: RegExp;
  /** Both sides do nothing until a timeout: it runs at the same time as the others of its kind. */
  readonly isIdle?: true;
}

/** Each has a bounded outcome, and leaves the rest of the run as it is. */
export function withstand(rows: readonly Hostility[]): void {
  const hostilities = someOf(rows, 2);
  describe('an endpoint that does to one request what it should not', () => {
    test.each(hostilities.filter(({ isIdle }) => isIdle !== true))('$does', async (hostility) => {
      const outcome = await outcomeOf(hostility);
      expect(outcome.ended).toMatchObject({ complete: true });
      expectBounded(hostility, outcome);
    });
    const idle = hostilities.filter(({ isIdle }) => isIdle === true);
    test.concurrent.for(idle)('$does', async (hostility, { onTestFinished }) => {
      const outcome = await outcomeOf(hostility, onTestFinished);
      expect(outcome.ended).toMatchObject({ complete: true });
      expectBounded(hostility, outcome);
    });
  });
}

async function outcomeOf({ to, deed }: Hostility, atEnd?: AtEnd): Promise<Outcome> {
  const server = await serveHostile(to.marker, deed, { atEnd });
  return runAt(server.baseUrl, { key: server.key, atEnd });
}

function expectBounded({ to, verdict, kinds, says }: Hostility, outcome: Outcome): void {
  expect(outcome.ms).toBeLessThan(20_000);
  const result = outcome.result(to.id);
  const ran = result?.divergences.filter(({ level }) => level !== 'note') ?? [];
  expect({ verdict: result?.verdict, ran: verdict === 'conforms' ? ran : [] }).toEqual({ verdict, ran: [] });
  expect(result?.inconclusive?.detail ?? '').toMatch(says ?? /^/);
  expect(kinds ?? [ran[0]?.kind]).toContain(ran[0]?.kind);
  // What is kept of it is bounded.
  const kept = outcome.exchange(to.id)?.response?.body.reduce((sum, { bytes }) => sum + bytes.length, 0) ?? 0;
  expect(kept).toBeLessThanOrEqual(1024 * 1024);
  // The rest of the run is untouched.
  for (const id of LEFT_ALONE) expect([id, outcome.result(id)?.verdict]).toEqual([id, 'conforms']);
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
}
