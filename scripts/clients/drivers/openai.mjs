import OpenAI from 'openai';
import { useOpenAI } from './openai-sdk.mjs';

export const connect = (endpoint) => useOpenAI(OpenAI, endpoint);
