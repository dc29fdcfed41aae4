import type { ReferenceProvider } from '../provider.js';
import { answer } from './answer.js';
import { faults } from './faults/index.js';
import type { Hooks } from './hooks.js';

/** The reference provider of the Messages API. */
export const anthropicMessagesProvider: ReferenceProvider<Hooks> = { faults, answer };
