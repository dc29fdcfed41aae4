/** A tool call of the reference model. */
export interface CompletedCall {
  readonly id: string;
  readonly name: string;
  /** JSON text. */
  readonly arguments: string;
}

/** One choice of the reference model, before it has a shape on the wire. */
export interface CompletedChoice {
  readonly index: number;
  readonly tokens: readonly string[];
  readonly reasoning: readonly string[];
  readonly calls: readonly CompletedCall[];
  readonly finish: 'stop' | 'length' | 'tool_calls';
}

/** What the reference model answers. */
export interface Completion {
  readonly choices: readonly CompletedChoice[];
  readonly promptTokens: number;
  readonly completionTokens: number;
  readonly reasoningTokens: number;
}
