/**
 * The library. `check` is a whole run in one call; the other exports are its parts.
 *
 * ```ts
 * import { check } from 'llm-conformance';
 *
 * const report = await check({ baseUrl: 'http://127.0.0.1:8080/v1', spec: 'openai', model: 'my-model' });
 * for (const { title, level, cases } of report.findings) console.log(level, title, cases.length);
 * ```
 *
 * The parts return input errors as values (`Result<T>`); only internal errors are thrown.
 *
 * @module
 */

import { provideSchemaEngines } from './io/files/schema-engines.js';

provideSchemaEngines();

// A run in one call.
export { check, CheckError, type CheckRequest } from './run/check.js';

// Specs and suites: the documents and the requests.
export { loadSpecs, type SpecsWanted } from './io/files/load-specs.js';
export { loadSuites } from './io/files/load-suites.js';

// The plan: every case, resolved and named before anything is sent.
export { estimate, type Cost, type Estimate } from './core/plan/estimate.js';
export { makePlan, type PlanInput } from './core/plan/make-plan.js';
export type { PlannedRequest, PlannedRequests, PlannedStep } from './core/plan/planned-request.js';
export { requestsOf } from './core/plan/requests-of.js';
export type { Selection } from './core/plan/select.js';

// The run: plan × send × judge → events.
export { prepareRun, type PreparedRun } from './run/prepare.js';
export type { RunRequest } from './run/run-request.js';
export { run } from './run/run.js';
export type { Judge, RunOptions } from './run/options.js';
export { makeTransport, type Transport, type TransportOptions } from './io/http/transport.js';
export type { Limits, Timeouts } from './io/http/limits.js';
export type { Send, SendContext } from './io/http/send-attempts.js';

// Judging: exchanges → divergences → a verdict. Pure.
export { checks } from './core/judge/checks.js';
export { judge } from './core/judge/judge.js';
export type { Judgement } from './core/judge/judgement.js';
export type { Binding, Check, Explain, Stage, CheckInput } from './core/dialect/check.js';
export { readAnswer } from './core/dialect/read-answer.js';

// Records: the events of a run, and HAR files of browsers and proxies.
export { readEvents } from './io/record/read-library-events.js';
export type { EventsRead } from './io/record/read-events.js';
export { readHar } from './io/har/read-har.js';

// The report and its reporters.
export { groupDivergences, type DivergenceGroup } from './core/report/group.js';
export { judgeRun, type Gate, type Outcome } from './core/report/judge-run.js';
export { makeReport } from './core/report/make-report.js';
export { deriveFiles } from './run/derive-files.js';
export { reporters } from './reporters/index.js';
export type { Reporter, ReporterOptions } from './reporters/reporter.js';

// The reference provider: it conforms to the documents of a spec.
export { REFERENCE_KEY, serveReference, type Served } from './reference/serve.js';

// The types.
export type * from './core/model/response.js';
export type * from './core/dialect/answer.js';
export type * from './core/dialect/reply.js';
export type * from './core/model/baseline.js';
export type * from './core/model/case.js';
export type * from './core/model/claim.js';
export type * from './core/model/divergence.js';
export type * from './core/model/event.js';
export type * from './core/model/exchange.js';
export type * from './core/model/result.js';
export type * from './core/model/json.js';
export type * from './core/model/report.js';
export type * from './core/model/case-result.js';
export type * from './core/model/spec.js';
export type * from './core/model/suite.js';
export { TOOL } from './io/files/package-files.js';
