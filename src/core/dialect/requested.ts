import type { JsonSchema } from '../model/json.js';

/** A function that the request offers as a tool. */
export interface OfferedTool {
  readonly name: string;
  readonly parameters: JsonSchema | null;
  /** Whether the arguments must fit the schema. */
  readonly strict: boolean;
}

/** Whether the request wants a tool call. `unoffered`: it offers no tools. */
export type ToolChoice =
  | { readonly mode: 'none' | 'auto' | 'required' | 'unoffered' }
  | { readonly mode: 'named'; readonly name: string };

/** A message of a prompt, divided into what costs tokens. */
export interface PromptMessage {
  readonly role: string;
  /** Its text; that of several parts is joined. */
  readonly text: string;
  /** The number of parts of its content; 0 for plain text. */
  readonly parts: number;
  /** Each part that is not text (an image, audio), as JSON. */
  readonly media: readonly string[];
  /** All other members, such as a name or tool calls, as JSON. */
  readonly rest: string;
}

/** The input of a request, as far as prompt tokens depend on it. */
export interface Prompt {
  /** A system prompt is the first of them. */
  readonly messages: readonly PromptMessage[];
  /** The offered tools, each as JSON. */
  readonly tools: readonly string[];
  /** The other parameters that a chat template may turn into tokens (a response format), as JSON. */
  readonly context: string;
}

/** What a request body requests, independent of the names of the dialect. */
export interface Requested {
  /** The requested model; null when the request names none. */
  readonly model: string | null;
  readonly stream: boolean;
  /** How many outputs are requested; 1 by default. */
  readonly outputs: number;
  /** The most tokens of one output, from 0, and the parameter that limits them; null when nothing limits them. */
  readonly limit: { readonly parameter: string; readonly tokens: number } | null;
  readonly stop: readonly string[];
  /** The functions that are offered. */
  readonly tools: readonly OfferedTool[];
  /** The parameter that allows one call at most, and its value; null if several are allowed. */
  readonly oneCall: { readonly parameter: string; readonly value: boolean } | null;
  /** Null for other forms, for tools of another kind, and for a tool that is not offered. */
  readonly toolChoice: ToolChoice | null;
  /** The name of the form that the text must have; null for plain text. */
  readonly format: string | null;
  /** All text of the prompt. */
  readonly promptText: string;
  readonly prompt: Prompt;
}
