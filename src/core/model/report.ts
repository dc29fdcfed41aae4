import type { Omission } from './case.js';
import type { Result } from './result.js';

export type ClaimStatus = 'met' | 'broken' | 'untested' | 'uncheckable';

/** `report.json`, schemaVersion 1. A contract: additions only. */
export interface Report {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: string; readonly version: string };
  readonly target: { readonly baseUrl: string; readonly model: string | null };
  readonly specs: readonly { readonly id: string; readonly revision: string; readonly sha256: string }[];
  readonly run: {
    readonly startedAt: string;
    readonly durationMs: number;
    readonly requests: number;
    readonly tokens: { readonly prompt: number; readonly completion: number };
    /** False when the run was interrupted or stopped early. */
    readonly complete: boolean;
  };
  readonly totals: {
    readonly conforms: number;
    readonly diverges: number;
    readonly inconclusive: number;
    readonly omitted: number;
    readonly notRun: number;
  };
  readonly results: readonly Result[];
  readonly omitted: readonly Omission[];
  /** Planned cases that were not run, by case and spec. */
  readonly notRun: readonly { readonly case: string; readonly spec: string }[];
  readonly claims: readonly { readonly id: string; readonly spec: string; readonly status: ClaimStatus }[];
}
