/** A client library that `npm run clients` measures. */
export interface ClientScript {
  /** Its file in `drivers`. */
  readonly driver: string;
  /** The package name on npm. */
  readonly client: string;
  /** Its name in package.json, if that is another one. */
  readonly installedAs?: string;
  /** Packages that its users install with it. */
  readonly with: readonly string[];
  readonly dialect: string;
}

const CHAT = 'openai-chat';
const MESSAGES = 'anthropic-messages';

/** The measured clients. A new one is added here, in `package.json` next to this file, and in `drivers`. */
export const clients: readonly ClientScript[] = [
  { driver: 'openai', client: 'openai', with: [], dialect: CHAT },
  { driver: 'openai-previous', client: 'openai', installedAs: 'openai-previous', with: [], dialect: CHAT },
  { driver: 'ai-sdk-openai-compatible', client: '@ai-sdk/openai-compatible', with: ['ai'], dialect: CHAT },
  { driver: 'ai-sdk-openai', client: '@ai-sdk/openai', with: ['ai'], dialect: CHAT },
  { driver: 'openrouter-ai-sdk-provider', client: '@openrouter/ai-sdk-provider', with: ['ai'], dialect: CHAT },
  { driver: 'langchain-openai', client: '@langchain/openai', with: ['@langchain/core'], dialect: CHAT },
  { driver: 'mastra', client: '@mastra/core', with: [], dialect: CHAT },
  { driver: 'eventsource-parser', client: 'eventsource-parser', with: [], dialect: CHAT },
  { driver: 'anthropic-sdk', client: '@anthropic-ai/sdk', with: [], dialect: MESSAGES },
  { driver: 'ai-sdk-anthropic', client: '@ai-sdk/anthropic', with: ['ai'], dialect: MESSAGES },
  { driver: 'langchain-anthropic', client: '@langchain/anthropic', with: ['@langchain/core'], dialect: MESSAGES },
];

/** The endpoint of the tasks of each dialect: the spec of its reference provider, and the model. */
export const ENDPOINTS: ReadonlyMap<string, { readonly spec: string; readonly model: string }> = new Map([
  [CHAT, { spec: 'openai', model: 'gpt-4o' }],
  [MESSAGES, { spec: 'anthropic', model: 'claude-haiku-4-5-20251001' }],
]);
