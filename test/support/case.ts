import type { Case, Step } from '../../src/core/model/case.js';

/** One step of a case: by default a POST to the chat endpoint. */
export function makeStep(given: Partial<Step> = {}): Step {
  return {
    method: 'POST',
    path: '/chat/completions',
    headers: {},
    body: { model: 'm-1', messages: [{ role: 'user', content: 'Say hi' }] },
    auth: { kind: 'valid', scheme: null },
    stream: given.body?.['stream'] === true,
    ...given,
  };
}

/** A case; by default of one step, with the expectation `accepted`. */
export function makeCase(given: Partial<Case> = {}): Case {
  return {
    id: 'basic/minimal',
    suite: 'basic',
    title: 'A minimal request',
    origin: 'written',
    about: 'endpoint',
    needs: [],
    expects: 'accepted',
    mistake: null,
    stimulus: null,
    elicits: null,
    steps: [makeStep()],
    specs: ['acme'],
    maxTokens: 16,
    ...given,
  };
}

/** The case with requests that no other case asks: it shares none. */
export function asksAlone(given: Case): Case {
  const steps = given.steps.map((step) =>
    step.body === undefined ? step : { ...step, body: { ...step.body, user: given.id } },
  );
  return { ...given, steps };
}
