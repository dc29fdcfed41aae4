import { createOpenAI } from '@ai-sdk/openai';
import { useAiSdk } from './ai-sdk.mjs';

export const connect = (endpoint) =>
  useAiSdk((model, apiKey) => createOpenAI({ baseURL: endpoint.baseUrl, apiKey }).chat(model), endpoint);
