import { describe, expect, test } from 'vitest';
import { LEFT_ALONE, runAt, type TargetCase } from './run-at.js';
import { serveHostile, type Deed } from './serve-hostile.js';

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
}

/** Each has a bounded outcome, and leaves the rest of the run as it is. */
export function withstand(hostilities: readonly Hostility[]): void {
  describe('an endpoint that does to one request what it should not', () => {
    test.each(hostilities)('$does', async ({ to, deed, verdict, kinds, says }) => {
      const server = await serveHostile(to.marker, deed);
      const outcome = await runAt(server.baseUrl, { key: server.key });
      expect(outcome.ended).toMatchObject({ complete: true });
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
    });
  });
}
