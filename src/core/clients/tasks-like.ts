import { CLIENT_TASKS, type ClientTask } from './measured-client.js';

/** The cases whose requests are like those of a task. Suites of all dialects use these names. */
const CASES: Readonly<Record<ClientTask, RegExp>> = {
  answer: /^basic\//u,
  stream: /^streaming\//u,
  'tool-round-trip': /^tools\/.*(?<!-streamed)$/u,
  'streamed-tool-call': /^(?:tools\/.*-streamed|streaming\/.*tool-call)/u,
  'parallel-calls': /^(?:tools\/|streaming\/.*tool-call)/u,
  'structured-output': /\/(?:response_format|output_config)/u,
  usage: /^(?:basic|streaming|tools)\//u,
  error: /^(?:errors\/(?:wrong-key|unknown-model)|auth\/.*\.wrong-key)$/u,
  'error-in-stream': /^streaming\/|-streamed$/u,
};

/** The tasks that send a request like one of these cases: a divergence of other requests alone does not touch them. */
export function tasksLike(cases: readonly string[]): ReadonlySet<ClientTask> {
  return new Set(CLIENT_TASKS.filter((task) => cases.some((id) => CASES[task].test(id))));
}
