import { ChatOpenAI } from '@langchain/openai';
import { useLangChain } from './langchain.mjs';

export const connect = (endpoint) =>
  useLangChain(
    (model, apiKey) => new ChatOpenAI({ model, apiKey, configuration: { baseURL: endpoint.baseUrl }, maxRetries: 0 }),
    endpoint,
  );
