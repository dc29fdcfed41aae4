import type { MeasuredClients } from '../../core/model/impact.js';
import type { State } from './state.js';
import type { Case } from '../../core/model/case.js';
import type { Claim } from '../../core/model/claim.js';
import type { Divergence } from '../../core/model/divergence.js';
import type { Finding } from '../../core/model/finding.js';
import type { ParameterRow } from '../../core/model/parameter.js';
import type { Report } from '../../core/model/report.js';
import type { ContractRow } from '../../core/spec/compare-specs.js';
import type { AuthScheme, Doc } from '../../core/model/spec.js';

/**
 * One run of a target: what the pages about several runs need of it, and no more, because a site holds all of its runs at
 * once. Every text in it is clean: what acts on a page or a terminal is escaped.
 */
export interface Run {
  /** The position of the run in the input of the matrix. */
  readonly input: number;
  /** Its name in addresses: `greenpt-1.2-20261120`. */
  readonly id: string;
  readonly name: string;
  readonly version: string | null;
  readonly model: string | null;
  /** Includes the version prefix. */
  readonly baseUrl: string;
  /** A page that describes the target; null if none is known. */
  readonly url: string | null;
  readonly tool: Report['tool'];
  readonly specs: Report['specs'];
  readonly startedAt: string;
  readonly complete: boolean;
  /** `YYYY-MM-DD`, or `undated`. */
  readonly date: string;
  /** Older than 30 days when the site was built. */
  readonly stale: boolean;
  /** The spec with the target's own documents; null if the run was not judged by one. */
  readonly own: string | null;
  /** The planned cases; empty if there is only a report. */
  readonly cases: readonly PlannedCase[];
  /** The dialect of each spec, as far as the planned cases show it. */
  readonly dialects: ReadonlyMap<string, string>;
  /** The verdicts, by `<spec> <case>`. */
  readonly cells: ReadonlyMap<string, Cell>;
  readonly omitted: ReadonlySet<string>;
  readonly notRun: ReadonlySet<string>;
  readonly claims: Report['claims'];
  readonly parameters: readonly ParameterRow[];
  /** In the order of its report, by `<spec> <id>`. */
  readonly findings: ReadonlyMap<string, SeenFinding>;
  readonly divergences: readonly SeenDivergence[];
  /** File names of its evidence pages, by case. */
  readonly files: ReadonlyMap<string, string>;
}

/** What the rows of the matrix need of a planned case. */
export type PlannedCase = Pick<Case, 'id' | 'title' | 'needs'>;

/** What the pages about several runs need of a finding. */
export interface SeenFinding extends Pick<
  Finding,
  | 'id'
  | 'spec'
  | 'level'
  | 'title'
  | 'check'
  | 'kind'
  | 'at'
  | 'claims'
  | 'cases'
  | 'occurrences'
  | 'sentence'
  | 'expected'
  | 'source'
  | 'impact'
> {
  /** Equal in two runs that show the finding alike, in the same cases. */
  readonly look: string;
}

/** One kind of divergence in a run: spec, check, claim, level, kind and place are the same. */
export interface SeenDivergence {
  readonly key: string;
  readonly spec: string;
  readonly divergence: Pick<Divergence, 'check' | 'claim' | 'level' | 'kind' | 'at' | 'source' | 'finding'>;
  readonly cases: number;
  readonly occurrences: number;
}

/** All runs of one name, base URL and model, the newest first. */
export interface Target {
  readonly id: string;
  readonly name: string;
  readonly runs: readonly Run[];
}

/** A row of the matrix. */
export interface CaseRow {
  readonly id: string;
  readonly title: string;
}

/** The cases of a suite that every API has, or those that are optional. */
export interface SuiteRow {
  readonly id: string;
  /** Its name in addresses, the same for the core and the optional part. */
  readonly slug: string;
  readonly title: string;
  readonly optional: boolean;
  readonly cases: readonly CaseRow[];
}

/** A finding with all runs that show it. */
export interface SharedFinding {
  /** Its name in addresses: the id of the finding. */
  readonly slug: string;
  /** As the first run with its heaviest level shows it. */
  readonly finding: SeenFinding;
  readonly seen: readonly { readonly run: Run; readonly finding: SeenFinding }[];
}

/** One kind of divergence, with all runs that show it. For `matrix.json`. */
export interface SharedDivergence {
  /** The same in every site: `missing-field-1x8k3f`. */
  readonly id: string;
  readonly spec: string;
  /** As the first run shows it. */
  readonly divergence: SeenDivergence['divergence'];
  /** A star in the place of each array position: `chunk /usage/*`. */
  readonly place: string;
  readonly seen: readonly { readonly run: Run; readonly cases: number; readonly occurrences: number }[];
}

/** A claim's words, if the spec that judged the runs is installed. */
export interface ClaimWords {
  readonly claim: Claim;
  readonly doc: Doc | null;
}

/** What the specs of one dialect document, column by column. */
export interface ComparedDocuments {
  readonly dialect: string;
  readonly specs: readonly { readonly id: string; readonly title: string; readonly revision: string }[];
  readonly rows: readonly ContractRow[];
}

/** Everything that the site shows. */
export interface Matrix {
  readonly title: string;
  /** ISO 8601. */
  readonly builtAt: string;
  readonly tool: { readonly name: string; readonly version: string };
  readonly views: readonly View[];
  /** All runs, by name and then the newest first. */
  readonly runs: readonly Run[];
  /** The newest run of each name, base URL, model and version. */
  readonly columns: readonly Run[];
  readonly targets: readonly Target[];
  readonly suites: readonly SuiteRow[];
  /** Heaviest first, then the findings that most runs show. */
  readonly findings: readonly SharedFinding[];
  /** The same by `<spec> <id>`. */
  readonly findingByKey: ReadonlyMap<string, SharedFinding>;
  /** By `<spec> <revision sha256> <claim>`. */
  readonly words: ReadonlyMap<string, ClaimWords>;
  /** The installed specs, by dialect. */
  readonly documents: readonly ComparedDocuments[];
  /** How the specs present a key, by spec. */
  readonly auth: ReadonlyMap<string, readonly AuthScheme[]>;
  /** The measured client libraries. */
  readonly clients: readonly SiteClient[];
  /** The dialect of each installed spec. */
  readonly dialectOf: ReadonlyMap<string, string>;
  /** Names that runs of unlike base URLs or models share: their columns show both. */
  readonly sharedNames: ReadonlySet<string>;
}

/** One way to judge a target: by its own documents, or as a drop-in for the API of another spec. */
export interface View {
  /** `own`, or the id of the spec that a drop-in replaces. A part of addresses and a key in `matrix.json`. */
  readonly id: string;
  /** For headings and badges: `Own documents`, `Drop-in for OpenAI`. */
  readonly title: string;
  /** For the heads of columns: `Own`, `OpenAI`. */
  readonly short: string;
}

/**
 * A state with its counts. For a case: claims that are met, of the claims that it tested. For several cases: cases that
 * conform, of the cases that the documents promise.
 */
export interface Cell {
  readonly state: State;
  readonly count: number;
  /** 0 if nothing was counted. */
  readonly of: number;
}

/** A client library in one version, as it was measured. */
export type SiteClient = MeasuredClients['measured'][number];
