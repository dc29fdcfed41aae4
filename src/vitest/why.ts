import type { CaseResult } from '../core/model/case-result.js';
import { failsGate, type Gate } from '../core/report/judge-run.js';
import { divergenceText } from '../reporters/divergence-text.js';

/** The divergences of a result that fail its test, as an error to throw; null where none does. */
export function whyFailed({ divergences, case: id, spec }: CaseResult, gate: Gate): Error | null {
  const failing = divergences.filter((divergence) => failsGate(divergence, gate));
  if (failing.length === 0) return null;
  const error = new Error(`${id} diverges from ${spec}\n\n${failing.map(divergenceText).join('\n\n')}`);
  error.name = 'Divergence';
  // Where it was thrown says nothing of the endpoint.
  error.stack = `${error.name}: ${error.message}`;
  return error;
}

/** Why a test that did not fail shows nothing good either; null where its case conforms. */
export function whySkipped({ divergences, inconclusive }: CaseResult): string | null {
  if (inconclusive !== null) return `inconclusive, ${inconclusive.reason}: ${inconclusive.detail}`;
  const tolerated = divergences.filter(({ level }) => level !== 'note');
  if (tolerated.length === 0) return null;
  return `diverges, which does not fail the test:\n${tolerated.map(divergenceText).join('\n\n')}`;
}
