import type { Check } from '../../dialect/check.js';
import { errorMessage } from './error-message.js';
import { errorStreamed } from './error-streamed.js';
import { errorType } from './error-type.js';
import { keyEcho } from './key-echo.js';
import { requiredHeader } from './required-header.js';
import { retryAfter } from './retry-after.js';

/** The rules of an error that is answered. */
export const errorChecks: readonly Check[] = [
  requiredHeader,
  retryAfter,
  errorType,
  errorMessage,
  keyEcho,
  errorStreamed,
];
