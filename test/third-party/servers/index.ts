import { aimock } from './aimock.js';
import { inferenceServer } from './inference-server.js';
import { llmock } from './llmock.js';
import { llmopsGateway } from './llmops-gateway.js';
import { mockLlm } from './mock-llm.js';
import { musistudio, musistudioMessages } from './musistudio-llms.js';
import { nullplatform, nullplatformMessages } from './nullplatform-gateway.js';
import { openaiMockApi } from './openai-mock-api.js';
import { portkey, portkeyRepaired } from './portkey.js';
import type { ThirdParty } from './third-party.js';

/** All servers that the tests install, in the order of their reports. */
export const thirdParties: readonly ThirdParty[] = [portkey, portkeyRepaired, aimock, openaiMockApi];

/** Servers with a published report that no test installs. */
export const published: readonly ThirdParty[] = [
  llmopsGateway,
  nullplatform,
  nullplatformMessages,
  musistudio,
  musistudioMessages,
  inferenceServer,
  mockLlm,
  llmock,
];
