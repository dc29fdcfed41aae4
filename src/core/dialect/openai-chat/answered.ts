import type { CheckInput } from '../../checks/check.js';

/**
 * Whether a request that the documents allow was answered as asked. Of a refusal, or of an answer to a request that was
 * wrong on purpose, other checks speak.
 */
export function answered({ case: testCase, answer }: CheckInput): boolean {
  return testCase.expects !== 'refused' && answer.succeeded;
}
