import type { Case } from '../../../src/core/model/case.js';
import type { Divergence, Place } from '../../../src/core/model/divergence.js';
import type { RunEvent } from '../../../src/core/model/event.js';
import type { Exchange } from '../../../src/core/model/exchange.js';
import type { CaseResult } from '../../../src/core/model/case-result.js';
import { makeCase } from '../../support/case.js';
import { chunk, makeExchange } from '../../support/exchange.js';

/** A divergence of a test; what is not said is a missing index in chunk 2. */
export function makeDivergence(given: Partial<Divergence> = {}): Divergence {
  const at: Place = { part: 'chunk', chunk: 2, pointer: '/choices/0/index' };
  return {
    check: 'schema',
    claim: 'acme.chunk.index',
    level: 'must',
    kind: 'missing-field',
    at,
    expected: 'an integer',
    actual: 'nothing',
    occurrences: 1,
    exchange: 1,
    sentence: 'In chunk 2, /choices/0/index is missing: the documents promise an integer.',
    source: {
      title: 'Acme — Streaming',
      url: 'https://docs.example/streaming',
      quote: 'Every choice of a chunk carries its index.',
    },
    ...given,
  };
}

/** A result; conforming unless divergences are given. */
export function makeResult(given: Partial<CaseResult> & Pick<CaseResult, 'case'>): CaseResult {
  const divergences = given.divergences ?? [];
  return {
    spec: 'acme',
    verdict: divergences.some(({ level }) => level !== 'note') ? 'diverges' : 'conforms',
    divergences,
    inconclusive: null,
    exchanges: [0],
    observed: ['acme.chunk', 'acme.chunk.index'],
    ...given,
  };
}

/** What a run of a test consists of. */
export interface RunParts {
  readonly baseUrl?: string;
  readonly model?: string | null;
  readonly startedAt?: string;
  readonly specs?: readonly string[];
  readonly cases?: readonly Case[];
  readonly exchanges?: readonly Exchange[];
  readonly results?: readonly CaseResult[];
  readonly omitted?: readonly { readonly case: string; readonly spec: string; readonly needs: string }[];
  readonly complete?: boolean;
}

/** The events of a run with two cases: one conforms, one lacks a field in a chunk of its stream. */
export function makeEvents(parts: RunParts = {}): readonly RunEvent[] {
  const startedAt = parts.startedAt ?? '2026-11-20T12:00:00.000Z';
  const specs = parts.specs ?? ['acme', 'openai'];
  const cases = parts.cases ?? [
    makeCase({ id: 'basic/minimal', suite: 'basic', title: 'A minimal request', specs }),
    makeCase({ id: 'streaming/minimal', suite: 'streaming', title: 'A minimal stream', needs: ['stream'], specs }),
    makeCase({ id: 'tools/auto', suite: 'tools', title: 'A tool that may be called', needs: ['tools'], specs }),
  ];
  const exchanges = parts.exchanges ?? [
    makeExchange({ id: 0, case: 'basic/minimal' }),
    makeExchange({ id: 1, case: 'streaming/minimal', sse: stream() }),
  ];
  const results = parts.results ?? [
    ...specs.map((spec) => makeResult({ case: 'basic/minimal', spec })),
    makeResult({
      case: 'streaming/minimal',
      spec: specs[0] ?? 'acme',
      exchanges: [1],
      divergences: [makeDivergence()],
    }),
    ...specs.slice(1).map((spec) => makeResult({ case: 'streaming/minimal', spec, exchanges: [1] })),
    makeResult({
      case: 'tools/auto',
      spec: specs[0] ?? 'acme',
      verdict: 'inconclusive',
      inconclusive: { reason: 'model-declined', detail: 'The model did not call.' },
    }),
  ];
  return [
    {
      type: 'run',
      schemaVersion: 1,
      tool: { name: 'llm-conformance', version: '0.1.0' },
      target: {
        baseUrl: parts.baseUrl ?? 'http://acme.example/v1',
        model: parts.model === undefined ? 'm-1' : parts.model,
      },
      specs: specs.map((id) => ({ id, revision: '2026-11-20', sha256: 'a'.repeat(64) })),
      claims: specs.flatMap((spec) =>
        ['acme.chunk', 'acme.chunk.index', 'acme.never'].map((id) => ({ id, spec, checkable: true })),
      ),
      startedAt,
    },
    {
      type: 'plan',
      cases,
      omitted: parts.omitted ?? specs.slice(1).map((spec) => ({ case: 'tools/auto', spec, needs: 'tools' })),
    },
    ...exchanges.map((exchange) => ({ type: 'exchange', exchange }) as const),
    ...results.map((result) => ({ type: 'result', result }) as const),
    { type: 'end', durationMs: 1200, complete: parts.complete ?? true },
  ];
}

function stream(): readonly unknown[] {
  const { choices: _, ...rest } = chunk({}) as { choices: unknown };
  return [
    chunk({ role: 'assistant', content: '' }),
    chunk({ content: 'Hel' }),
    { ...rest, choices: [{ delta: { content: 'lo' }, finish_reason: null }] },
    chunk({}, 'stop'),
    'data: [DONE]',
  ];
}
