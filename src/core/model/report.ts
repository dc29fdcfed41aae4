import type { BaselineState } from './baseline.js';
import type { Omission } from './case.js';
import type { Divergence } from './divergence.js';
import type { RunEnded } from './event.js';
import type { Finding } from './finding.js';
import type { MeasuredClients } from './impact.js';
import type { ParameterRow } from './parameter.js';
import type { CaseResult } from './case-result.js';
import type { SpecRevision } from './spec.js';

/**
 * What a run says of a claim: `broken` by a divergence above a note, `met` where it was put to the test and not broken,
 * `untested`, or `uncheckable` where nothing can hold a provider to it.
 */
export type ClaimStatus = 'met' | 'broken' | 'untested' | 'uncheckable';

/** A divergence of the upstream that the target does not show. */
export interface Repaired {
  readonly case: string;
  readonly spec: string;
  /** As the upstream showed it; `exchange` is the upstream's. */
  readonly divergence: Divergence;
}

/** The upstream that received the same requests, and the divergences that the target repaired. */
export interface Against {
  readonly target: Report['target'];
  readonly requests: number;
  readonly tokens: Report['run']['tokens'];
  readonly totals: Omit<Report['totals'], 'omitted' | 'skipped'>;
  readonly repaired: readonly Repaired[];
}

/** `report.json`, schemaVersion 1. A contract: additions only. */
export interface Report {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: string; readonly version: string };
  /** `name` is the one that the user gave it; absent if none. */
  readonly target: { readonly baseUrl: string; readonly model: string | null; readonly name?: string };
  readonly specs: readonly SpecRevision[];
  readonly run: {
    readonly startedAt: string;
    readonly durationMs: number;
    readonly requests: number;
    readonly tokens: { readonly prompt: number; readonly completion: number };
    /** False when the run was interrupted or stopped early. */
    readonly complete: boolean;
    /** Why it stopped early; absent if it did not, or if nothing could say so any more. */
    readonly stopped?: NonNullable<RunEnded['stopped']>;
    /** How many times each case was sent; absent if it was once. */
    readonly repeat?: number;
    /** How many cases a quick run had to choose from; absent from any other run. */
    readonly quickOf?: number;
  };
  readonly totals: {
    readonly conforms: number;
    readonly diverges: number;
    readonly inconclusive: number;
    readonly omitted: number;
    /** Absent if there are none. */
    readonly skipped?: number;
    readonly notRun: number;
  };
  /** Heaviest first. Empty in a report of version 0.1.0, which has none. */
  readonly findings: readonly Finding[];
  readonly results: readonly CaseResult[];
  /** Cases whose spec documents nothing that they could test. */
  readonly omitted: readonly Omission[];
  /** Cases that were left out to stay within the budget of requests; absent if there are none. */
  readonly skipped?: readonly Omission[];
  /** Planned cases that were not run, by case and spec. */
  readonly notRun: readonly { readonly case: string; readonly spec: string }[];
  /** How the run compares with its baseline; absent if it has none. */
  readonly baseline?: BaselineState;
  /** What became of each request parameter; empty in reports of version 0.1.0. */
  readonly parameters?: readonly ParameterRow[];
  readonly claims: readonly { readonly id: string; readonly spec: string; readonly status: ClaimStatus }[];
  /** Absent from a run without an upstream. `run` counts the target's requests only. */
  readonly against?: Against;
  /** The measurements that the impact of the findings comes from; absent if none were at hand. */
  readonly clients?: MeasuredClients;
  /** Which part of a plan this is; absent if it is the whole. */
  readonly shard?: { readonly index: number; readonly of: number };
}
