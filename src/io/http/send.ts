import type { Step } from '../../core/model/case.js';
import type { Exchange } from '../../core/model/exchange.js';

/** The place of an exchange in a run. */
export interface SendContext {
  readonly id: number;
  readonly case: string;
  readonly step: number;
  readonly attempt: number;
  readonly signal?: AbortSignal;
}

/** Sends one request once. It never rejects because of the endpoint: the exchange records its errors. */
export type Send = (step: Step, context: SendContext) => Promise<Exchange>;
