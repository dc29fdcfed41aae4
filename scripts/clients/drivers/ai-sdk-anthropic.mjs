import { createAnthropic } from '@ai-sdk/anthropic';
import { useAiSdk } from './ai-sdk.mjs';

export const connect = (endpoint) =>
  useAiSdk((model, apiKey) => createAnthropic({ baseURL: endpoint.baseUrl, apiKey })(model), endpoint);
