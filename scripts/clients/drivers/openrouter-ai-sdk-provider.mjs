import { createOpenRouter } from '@openrouter/ai-sdk-provider';
import { useAiSdk } from './ai-sdk.mjs';

export const connect = (endpoint) =>
  useAiSdk(
    (model, apiKey) => createOpenRouter({ baseURL: endpoint.baseUrl, apiKey, compatibility: 'strict' }).chat(model),
    endpoint,
  );
