import type { Exchange } from '../../model/exchange.js';
import type { Case } from '../../model/case.js';
import { readOnce } from '../../dialect/read-answer.js';
import { absentMembers } from './absent-members.js';
import { curlOf } from '../curl.js';
import { readError, type ErrorSignature } from './error-signature.js';
import { requestFeatures, type Features } from './request-features.js';

/** What findings need to know of an exchange: no body and no bytes are kept. */
export interface ExchangeFacts {
  readonly id: number;
  readonly features: Features;
  /** What items of its lists lack that others have. */
  readonly absent: Features;
  /** 0 if there was no response. */
  readonly status: number;
  /** Whether it was answered with 2xx, in full and without an error. */
  readonly accepted: boolean;
  /** The signature of a response outside 2xx; null for any other. */
  readonly error: ErrorSignature | null;
  /** The bytes of the request body. */
  readonly size: number;
  /** Milliseconds from sending to the end. */
  readonly ms: number;
  /** Null if the body is too long for a command line. */
  readonly curl: string | null;
}

/** What findings need to know of a case. */
export type CaseFacts = Pick<Case, 'about' | 'expects' | 'mistake' | 'documented' | 'stimulus' | 'steps'>;

/** The input of findings, in addition to the results. */
export interface RunFacts {
  readonly exchanges: ReadonlyMap<number, ExchangeFacts>;
  readonly cases: ReadonlyMap<string, CaseFacts>;
}

/** Nothing is known of exchanges: a report without its record. */
export const NO_FACTS: RunFacts = { exchanges: new Map(), cases: new Map() };

/** A longer body does not fit on a command line that a person would paste. */
const LONGEST_BODY = 4096;

/** Reads an exchange. Sets of features that are equal are one object: `known` holds them. */
export function factsOf(exchange: Exchange, known: Map<string, Features>): ExchangeFacts {
  const { request, response } = exchange;
  const status = response?.status ?? 0;
  const isSuccess = status >= 200 && status < 300;
  const answer = readOnce(exchange);
  const features = requestFeatures(request);
  const key = [...features].join('\n');
  const shared = known.get(key) ?? features;
  known.set(key, shared);
  const short = (request.body?.length ?? 0) > LONGEST_BODY ? null : request;
  return {
    id: exchange.id,
    features: shared,
    absent: absentMembers(answer.request),
    status,
    accepted: isSuccess && answer.reply.error === null && (exchange.end === 'complete' || exchange.end === 'hung-up'),
    error: status === 0 || isSuccess ? null : readError(status, answer.text, request.body),
    size: request.body === null ? 0 : new TextEncoder().encode(request.body).length,
    ms: exchange.ms,
    // Few exchanges are shown by a finding.
    get curl() {
      return short && curlOf(short, []);
    },
  };
}
