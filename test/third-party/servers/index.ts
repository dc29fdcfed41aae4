import { aimock } from './aimock.js';
import { openaiMockApi } from './openai-mock-api.js';
import { portkey, portkeyRepaired } from './portkey.js';
import type { ThirdParty } from './third-party.js';

/** All servers that the tests install, in the order of their reports. */
export const thirdParties: readonly ThirdParty[] = [portkey, portkeyRepaired, aimock, openaiMockApi];
