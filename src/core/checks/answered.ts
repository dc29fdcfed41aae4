import type { CheckInput } from '../dialect/check.js';

/** Whether an allowed request got an answer. Other checks judge refusals, and answers to deliberately wrong requests. */
export function answered({ case: testCase, answer }: CheckInput): boolean {
  return testCase.expects !== 'refused' && answer.succeeded;
}
