import type { Claim, SchemaName } from './claim.js';
import type { JsonObject, JsonSchema } from './json.js';

/** A page of documentation. */
export interface Doc {
  readonly id: string;
  readonly title: string;
  readonly url: string;
  /** The date on which it was read, `YYYY-MM-DD`. */
  readonly read: string;
  /** SHA-256 of the text that was read, in hex; null if only an excerpt was. */
  readonly sha256: string | null;
}

/** A documented way to present the key. */
export interface AuthScheme {
  readonly id: string;
  /** Header name in lower case. */
  readonly header: string;
  /** The text before the key in the header's value: `Bearer `, or empty. */
  readonly prefix: string;
  /** Further headers that the scheme needs. */
  readonly headers: Readonly<Record<string, string>>;
  readonly claim: string;
}

/**
 * Where a key is sent that the documents do not expect there: in the header that most other providers document. It shows
 * whether the endpoint reads another header or the key is wrong.
 */
export function foreignScheme({ header }: Pick<AuthScheme, 'header'>): Pick<AuthScheme, 'header' | 'prefix'> {
  return header === 'x-api-key' ? { header: 'authorization', prefix: 'Bearer ' } : { header: 'x-api-key', prefix: '' };
}

/** A worked example of the documents, which the named schema must accept. */
export interface Example {
  readonly id: string;
  readonly doc: string;
  readonly schema: SchemaName;
  readonly value: JsonObject;
}

/** A difference between a published schema and the provider's own practice, and which one the spec follows. */
export interface Erratum {
  readonly id: string;
  readonly schema: SchemaName;
  readonly pointer: string;
  readonly published: string;
  readonly practised: string;
  readonly reason: string;
}

/** Two readings of one document that cannot both hold. Neither fails a provider. */
export interface Contradiction {
  readonly id: string;
  readonly claims: readonly string[];
  readonly what: string;
  readonly resolution: string;
}

/** What the documents promise for some models only. */
export interface ModelDifference {
  /** Features and request parameters. */
  readonly lacks: readonly string[];
  /** A pattern of the names of the models that lack them. */
  readonly models?: string;
  /** A pattern of the names of the models that have them, instead of `models`. */
  readonly unless?: string;
  readonly claim: string;
}

/** Another documented version of an API, which a header chooses, and what it lacks. */
export interface VersionDifference {
  /** Lower-case name of one of the `headers` of the spec. */
  readonly header: string;
  readonly value: string;
  /** Features and request parameters. */
  readonly lacks: readonly string[];
  readonly claim: string;
}

/** Parameters that a request must have so that the documents accept it with certain features. */
export interface RequestDefault {
  /** A request that uses one of them. */
  readonly features: readonly string[];
  readonly parameters: JsonObject;
  readonly claim: string;
}

/** What one provider documents for one API. */
export interface Spec {
  readonly id: string;
  readonly provider: string;
  readonly title: string;
  /** The date of the last change to the spec, `YYYY-MM-DD`. */
  readonly revision: string;
  /** SHA-256 over the content of the spec and its standards, in hex. Comments and layout do not change it. */
  readonly sha256: string;
  /**
   * SHA-256 over what the spec promises, in hex: as `sha256`, without the lines and addresses of quotations and without
   * dates.
   */
  readonly meaning: string;
  /** The dialect of the API and of its suites: `openai-chat`. */
  readonly dialect: string;
  readonly docs: readonly Doc[];
  /** What `conformance spec import` was given; absent for a spec that a person wrote. */
  readonly imported?: { readonly operation: string; readonly chunk?: string; readonly error?: string };
  /**
   * The documented host with its version prefix, `https://api.greenpt.ai/v1`, and the query that every request needs
   * (`?api-version=…`). Never contacted by default.
   */
  readonly baseUrl: string;
  /** Documented path of the operation that generates, `/v1/messages`. */
  readonly path: string;
  /** Documented path of the models list, or null. */
  readonly modelsPath: string | null;
  readonly auth: readonly AuthScheme[];
  /** Headers that every request needs, in addition to those of the key. Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly models: {
    /** The model to use if the command names none; null if the docs recommend none. */
    readonly recommended: string | null;
    readonly documented: readonly string[];
  };
  readonly modelDifferences: readonly ModelDifference[];
  readonly versions: readonly VersionDifference[];
  readonly requestDefaults: readonly RequestDefault[];
  /** Feature → the claim that promises it. A case `needs` features or documented request parameters. */
  readonly features: Readonly<Record<string, string>>;
  /** The `data` that ends a stream; null when none is documented. */
  readonly terminator: string | null;
  readonly schemas: Readonly<Partial<Record<SchemaName, JsonSchema>>>;
  readonly claims: readonly Claim[];
  readonly examples: readonly Example[];
  readonly errata: readonly Erratum[];
  readonly contradictions: readonly Contradiction[];
}

/** The address of a claim's words: that of its page, and the line when the page is a file on GitHub. */
export function urlOfClaim({ url }: Pick<Doc, 'url'>, { line }: Pick<Claim, 'line'>): string {
  return line === null ? url : `${url}#L${line}`;
}

/** The spec that a run was judged by. */
export interface SpecRevision {
  readonly id: string;
  readonly revision: string;
  readonly sha256: string;
  /** `Spec.meaning`; absent in records of earlier versions. */
  readonly meaning?: string;
}

/** What a report states about the spec that it judged by. */
export const revisionOf = ({ id, revision, sha256, meaning }: Spec): SpecRevision => ({
  id,
  revision,
  sha256,
  meaning,
});
