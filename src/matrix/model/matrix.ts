import type { Original } from '../../core/dialect/dialect.js';
import type { Claim } from '../../core/model/claim.js';
import type { Divergence } from '../../core/model/divergence.js';
import type { Report } from '../../core/model/report.js';
import type { CaseResult } from '../../core/model/case-result.js';
import type { AuthScheme, Doc } from '../../core/model/spec.js';
import type { View } from './view.js';

/** One run of a target. Every text in it is clean: what acts on a page or a terminal is escaped. */
export interface Run {
  /** Its name in addresses: `greenpt-1.2-20261120`. */
  readonly id: string;
  readonly name: string;
  readonly version: string | null;
  readonly model: string | null;
  readonly url: string | null;
  readonly report: Report;
  /** `YYYY-MM-DD`, or `undated`. */
  readonly date: string;
  /** Older than 30 days when the site was built. */
  readonly stale: boolean;
  /** The API that the run may replace: the original of its dialect. */
  readonly original: Original;
  /** The spec of each view; null where the run was not judged by one. */
  readonly views: Readonly<Record<View, string | null>>;
  /** By `<spec> <case>`. */
  readonly results: ReadonlyMap<string, CaseResult>;
  readonly omitted: ReadonlySet<string>;
  readonly notRun: ReadonlySet<string>;
  /** File names of its evidence pages, by case. */
  readonly files: ReadonlyMap<string, string>;
}

/** All runs of one name and model, the newest first. */
export interface Target {
  readonly id: string;
  readonly name: string;
  readonly runs: readonly Run[];
}

/** A row of the matrix. */
export interface CaseRow {
  readonly id: string;
  readonly title: string;
  /** Whether it needs something that a chat API need not have. */
  readonly optional: boolean;
}

/** The cases of a suite on one side of the line between core and optional. */
export interface SuiteRow {
  readonly id: string;
  /** Its name in addresses, the same for the core and the optional part. */
  readonly slug: string;
  readonly title: string;
  readonly optional: boolean;
  readonly cases: readonly CaseRow[];
}

/** One kind of divergence, with all runs that show it. */
export interface SharedDivergence {
  /** Its name in addresses, the same in every site: `missing-field-1x8k3f`. */
  readonly id: string;
  readonly spec: string;
  /** As the first run shows it. */
  readonly divergence: Divergence;
  /** The place, with a star in place of each position. */
  readonly place: string;
  readonly seen: readonly {
    readonly run: Run;
    /** As this run shows it first. */
    readonly divergence: Divergence;
    readonly cases: readonly string[];
    readonly occurrences: number;
    /** What it looks like in this run, to tell a changed one from the same. */
    readonly look: string;
  }[];
}

/** A claim's words, where the spec that the runs were judged by is installed. */
export interface ClaimWords {
  readonly claim: Claim;
  readonly doc: Doc | null;
}

/** Everything that the site shows. */
export interface Matrix {
  readonly title: string;
  /** ISO 8601. */
  readonly builtAt: string;
  readonly tool: { readonly name: string; readonly version: string };
  /** All runs, by name and then the newest first. */
  readonly runs: readonly Run[];
  /** The newest run of each name, version and model. */
  readonly columns: readonly Run[];
  readonly targets: readonly Target[];
  readonly suites: readonly SuiteRow[];
  readonly divergences: readonly SharedDivergence[];
  /** By run, the divergences that it shows. */
  readonly divergencesOf: ReadonlyMap<Run, readonly SharedDivergence[]>;
  /** By `<spec> <revision sha256> <claim>`. */
  readonly words: ReadonlyMap<string, ClaimWords>;
  /** How the specs present a key, by spec. */
  readonly auth: ReadonlyMap<string, readonly AuthScheme[]>;
}
