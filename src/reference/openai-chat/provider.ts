import type { ReferenceProvider } from '../provider.js';
import { answer } from './answer.js';
import { faults } from './faults/index.js';
import type { Hooks } from './hooks.js';

/** The reference provider of chat completions. */
export const openaiChatProvider: ReferenceProvider<Hooks> = { faults, answer };
