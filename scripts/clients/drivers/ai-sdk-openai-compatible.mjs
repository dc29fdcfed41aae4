import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { useAiSdk } from './ai-sdk.mjs';

export const connect = (endpoint) =>
  useAiSdk(
    (model, apiKey) =>
      createOpenAICompatible({
        name: 'measured',
        baseURL: endpoint.baseUrl,
        apiKey,
        includeUsage: true,
        supportsStructuredOutputs: true,
      })(model),
    endpoint,
  );
