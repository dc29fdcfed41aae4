/**
 * What the command is made of, for programs. Whatever is wrong with an input comes back as a value
 * (`{ errors: FileError[] }`); only faults of our own are thrown.
 *
 * ```ts
 * const prepared = await prepareRun({ baseUrl: 'http://127.0.0.1:8080/v1', key: null, specs: ['openai'], model: 'm' });
 * if (!prepared.ok) throw new Error(prepared.errors.map(({ reason }) => reason).join('\n'));
 * const events: RunEvent[] = [];
 * for await (const event of run(prepared.value.options)) events.push(event);
 * await prepared.value.close();
 * const report = makeReport(events);
 * ```
 *
 * @module
 */

// Specs and suites: what the documents say, and what is asked.
export { loadSpecs, type SpecsWanted } from './io/files/load-specs.js';
export { loadSuites } from './io/files/load-suites.js';

// The plan: every case, resolved and named before anything is sent.
export { estimate, type Cost, type Estimate } from './core/plan/estimate.js';
export { makePlan, type PlanInput } from './core/plan/make-plan.js';
export type { PlannedRequest, PlannedRequests, Turn } from './core/plan/planned-request.js';
export { requestsOf } from './core/plan/requests-of.js';
export type { Selection } from './core/plan/select.js';

// The run: plan × send × judge → events.
export { prepareRun, type PreparedRun } from './run/prepare.js';
export type { RunRequest } from './run/run-request.js';
export { run } from './run/run.js';
export type { Judge, RunOptions } from './run/options.js';
export { makeTransport, type Transport, type TransportOptions } from './io/http/transport.js';
export type { Limits, Timeouts } from './io/http/limits.js';
export type { Send, SendContext } from './io/http/send.js';

// Judging: exchanges → divergences → a verdict. Pure.
export { checks } from './core/checks/index.js';
export { judge } from './core/judge/judge.js';
export type { Judgement } from './core/judge/judgement.js';
export type { Binding, Check, Explain, Stage, CheckInput } from './core/checks/check.js';
export { readAnswer } from './core/dialect/read-answer.js';

// Records: what a run left, and what browsers and proxies captured.
export { readEvents, type EventsRead } from './io/record/read-events.js';
export { readHar } from './io/har/read-har.js';

// The report, and how it is told.
export { groupDivergences, type DivergenceGroup } from './core/report/group.js';
export { judgeRun, type Gate, type Outcome } from './core/report/judge-run.js';
export { makeReport } from './core/report/make-report.js';
export { deriveFiles } from './run/derive-files.js';
export { reporters } from './reporters/index.js';
export type { Reporter, ReporterOptions } from './reporters/reporter.js';

// The reference provider: answers as the documents promise.
export { REFERENCE_KEY, serveReference, type Served } from './reference/serve.js';

// The vocabulary.
export type * from './core/model/response.js';
export type * from './core/dialect/answer.js';
export type * from './core/dialect/reply.js';
export type * from './core/model/baseline.js';
export type * from './core/model/case.js';
export type * from './core/model/claim.js';
export type * from './core/model/divergence.js';
export type * from './core/model/event.js';
export type * from './core/model/exchange.js';
export type * from './core/model/input-error.js';
export type * from './core/model/json.js';
export type * from './core/model/report.js';
export type * from './core/model/case-result.js';
export type * from './core/model/spec.js';
export type * from './core/model/suite.js';
export { TOOL } from './io/files/package-files.js';
