import type { Step } from '../../core/model/case.js';
import type { Exchange } from '../../core/model/exchange.js';

/** To what an exchange belongs. */
export interface SendContext {
  readonly id: number;
  readonly case: string;
  readonly step: number;
  readonly attempt: number;
  readonly signal?: AbortSignal;
}

/** Sends one request once. It never rejects for what an endpoint does: that stands in the exchange. */
export type Send = (step: Step, context: SendContext) => Promise<Exchange>;
