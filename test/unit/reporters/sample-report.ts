import type { RunEvent } from '../../../src/core/model/event.js';
import type { Report } from '../../../src/core/model/report.js';
import type { CaseResult } from '../../../src/core/model/case-result.js';
import { makeReport } from '../../../src/core/report/make-report.js';
import { makeEntry } from '../baseline/entry.js';
import { makeCase } from '../../support/case.js';
import { makeDivergence, makeResult } from '../../support/divergence.js';

/** Text as a hostile server would write it: for a terminal, a page, a log of a workflow, XML and Markdown. */
export const HOSTILE = '<script>alert(1)</script> ]]> & "\'` **b** [x](javascript:1) %0A\n::error::x ##[error]x | 100%';

/** What the run has planned. */
export const CASES = [
  'basic/minimal',
  'basic/twice',
  'streaming/basic',
  'streaming/tools',
  'tools/auto',
  'tools/none',
  'tools/late',
];

/** Every state that a report knows: known, new, intermittent, hostile, notes, doubts, omissions, what was not run. */
export const RESULTS: readonly CaseResult[] = [
  makeResult({ case: 'basic/minimal', observed: ['acme.met'] }),
  makeResult({ case: 'basic/twice' }),
  makeResult({ case: 'streaming/basic', divergences: [makeDivergence()] }),
  makeResult({
    case: 'streaming/tools',
    divergences: [
      makeDivergence({ occurrences: 2 }),
      makeDivergence({
        check: 'error-type',
        claim: 'acme.error.type',
        level: 'must',
        kind: 'wrong-value',
        at: { part: 'body', pointer: '/error/type' },
        actual: HOSTILE,
        sentence: `In the body, /error/type is ${HOSTILE}: the documents promise "x".`,
        source: { title: 'Acme <errors>', url: 'https://acme.example/errors?a=1&b=2', quote: null },
      }),
    ],
  }),
  makeResult({
    case: 'tools/auto',
    divergences: [makeDivergence({ check: 'undocumented-field', level: 'note', kind: 'undocumented-field' })],
  }),
  makeResult({
    case: 'tools/none',
    verdict: 'inconclusive',
    inconclusive: { reason: 'model-declined', detail: 'The model did not play along.' },
  }),
];

/** The events of a run with a baseline. */
export function sampleEvents(results: readonly CaseResult[] = RESULTS, withBaseline = true): readonly RunEvent[] {
  const entries = [
    makeEntry({ issue: 'https://acme.example/issues/1', lines: { first: 3, last: 9 } }),
    makeEntry({ case: 'basic/minimal', place: 'status', kind: 'refused', reason: '', lines: { first: 11, last: 16 } }),
    makeEntry({ case: 'basic/twice', expires: '2026-01-31', lines: { first: 17, last: 23 } }),
  ];
  return [
    {
      type: 'run',
      schemaVersion: 1,
      tool: { name: 'llm-conformance', version: '0.0.0' },
      target: { baseUrl: 'https://gateway.example/v1', model: 'acme-1' },
      specs: [{ id: 'acme', revision: '2026-11-20', sha256: 'a'.repeat(64) }],
      claims: [
        { id: 'acme.met', spec: 'acme', checkable: true },
        { id: 'acme.chunk.index', spec: 'acme', checkable: true },
        { id: 'acme.prose', spec: 'acme', checkable: false },
      ],
      startedAt: '2026-11-20T10:00:00.000Z',
    },
    ...(withBaseline ? [{ type: 'baseline', baseline: { file: 'b.yaml', entries } } as const] : []),
    {
      type: 'plan',
      cases: CASES.map((id) => makeCase({ id, suite: id.split('/')[0] ?? '' })),
      omitted: [{ case: 'tools/named', spec: 'acme', needs: 'tool_choice.named' }],
    },
    ...results.map((result): RunEvent => ({ type: 'result', result })),
    { type: 'end', durationMs: 1234, complete: true },
  ];
}

/** The report of the run, made as every report is: from its events. */
export function sampleReport(results: readonly CaseResult[] = RESULTS, withBaseline = true): Report {
  const report = makeReport(sampleEvents(results, withBaseline));
  if (report === null) throw new Error('The events open with a run');
  return report;
}
