import OpenAI from 'openai-previous';
import { useOpenAI } from './openai-sdk.mjs';

export const connect = (endpoint) => useOpenAI(OpenAI, endpoint);
