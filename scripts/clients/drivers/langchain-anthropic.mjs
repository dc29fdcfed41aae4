import { ChatAnthropic } from '@langchain/anthropic';
import { useLangChain } from './langchain.mjs';

export const connect = (endpoint) =>
  useLangChain(
    (model, apiKey) =>
      // The client adds the version prefix.
      new ChatAnthropic({ model, apiKey, anthropicApiUrl: endpoint.baseUrl.replace(/\/v1$/u, ''), maxRetries: 0 }),
    endpoint,
  );
