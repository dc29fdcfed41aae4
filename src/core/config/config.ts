/** An endpoint that a team asks again and again. */
export interface ConfigTarget {
  readonly name: string;
  /** Exactly one of `baseUrl` and `reference` is there. */
  readonly baseUrl?: string;
  readonly reference?: string;
  readonly model?: string;
  readonly limitParameter?: string;
  readonly keyEnv?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly specs?: readonly string[];
}

/** `conformance.yaml`, as `schemas/config.schema.json` describes it. What is left out is for flags and defaults to say. */
export interface Config {
  readonly targets?: readonly ConfigTarget[];
  readonly suites?: readonly string[];
  readonly only?: readonly string[];
  readonly budgets?: { readonly rpm?: number; readonly maxRequests?: number; readonly maxTokens?: number };
  readonly baseline?: string;
  readonly reporters?: readonly string[];
  readonly out?: string;
  readonly failOn?: 'must' | 'should';
  readonly concurrency?: number;
  readonly timeout?: number;
  readonly repeat?: number;
}
