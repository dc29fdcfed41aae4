import type { Check } from '../../dialect/check.js';
import { contentCoding } from './content-coding.js';
import { contentLength } from './content-length.js';
import { contentTypeOnce } from './content-type-once.js';
import { httpMessage } from './http-message.js';
import { noResponse } from './no-response.js';

/** The rules of the HTTP message. */
export const httpChecks: readonly Check[] = [httpMessage, noResponse, contentLength, contentCoding, contentTypeOnce];
