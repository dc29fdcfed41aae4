import { createHash } from 'node:crypto';
import type { Plan } from '../core/model/case.js';

/** By what the parts of a plan know that they are parts of the same: SHA-256 over the whole, in hex. */
export function fingerprint(plan: Plan): string {
  return createHash('sha256')
    .update(JSON.stringify([plan.cases, plan.omitted]))
    .digest('hex');
}
