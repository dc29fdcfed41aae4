import { defined } from '../model/defined.js';
import type { Case, Step } from '../model/case.js';
import type { RunEvent } from '../model/event.js';

/** The planned cases as the upstream gets them: with its own model, if the run names one (`--against-model`). */
export function upstreamCases(cases: readonly Case[], events: readonly RunEvent[]): readonly Case[] {
  const run = events.find((event) => event.type === 'run');
  const from = run?.target.model ?? null;
  const to = run?.against?.target.model ?? null;
  if (from === null || to === null || from === to) return cases;
  return cases.map((each) => ({ ...each, steps: each.steps.map((step) => withModel(step, from, to)) }));
}

function withModel(step: Step, from: string, to: string): Step {
  return {
    ...step,
    ...defined({
      body: step.body?.['model'] === from ? { ...step.body, model: to } : undefined,
      rawBody:
        step.rawBody === undefined
          ? undefined
          : step.rawBody.replaceAll(JSON.stringify(from), () => JSON.stringify(to)),
    }),
  };
}
