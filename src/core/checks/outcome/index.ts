import type { Check } from '../../dialect/check.js';
import { acceptance } from './acceptance.js';
import { refusal } from './refusal.js';
import { successStatus } from './success-status.js';

/** Whether a request was accepted or refused as documented. The first two run for every spec. */
export const outcomeChecks: readonly Check[] = [acceptance, refusal, successStatus];
