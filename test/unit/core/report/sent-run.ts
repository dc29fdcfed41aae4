import type { Case } from '../../../../src/core/model/case.js';
import type { CaseResult } from '../../../../src/core/model/case-result.js';
import type { Divergence } from '../../../../src/core/model/divergence.js';
import type { JsonObject } from '../../../../src/core/model/json.js';
import type { Exchange } from '../../../../src/core/model/exchange.js';
import { factsOf, type RunFacts } from '../../../../src/core/report/findings/exchange-facts.js';
import { makeFindings } from '../../../../src/core/report/findings/make-findings.js';
import { makeCase, makeStep } from '../../../support/case.js';
import { makeDivergence, makeResult } from '../../../support/divergence.js';
import { makeExchange } from '../../../support/exchange.js';

/** A request of a run, and what came back. */
export interface Sent {
  readonly about?: string;
  readonly request?: JsonObject;
  readonly status: number;
  readonly body?: unknown;
  readonly mistake?: Case['mistake'];
  readonly documented?: string;
  /** Of the divergence that its status earns, `must` by default. */
  readonly level?: Divergence['level'];
  /** How the key is presented, `valid` by default. */
  readonly auth?: string;
  /** Further divergences of the case. */
  readonly also?: readonly Partial<Divergence>[];
}

const PLAIN = { model: 'm-1', messages: [{ role: 'user', content: 'Say hi' }] };

/** A run in which each request was answered as given, with the divergence that its status earns. */
export function runOf(sent: readonly Sent[]): { readonly results: readonly CaseResult[]; readonly facts: RunFacts } {
  const cases = sent.map(({ about = 'endpoint', mistake = null, request = {}, documented }, n) =>
    makeCase({
      id: `suite/case-${n}`,
      about,
      mistake,
      ...(documented === undefined ? {} : { documented }),
      expects: mistake === null ? 'accepted' : 'refused',
      steps: [makeStep({ body: { ...PLAIN, ...request } })],
    }),
  );
  const exchanges = sent.map(({ status, body = {}, request = {}, auth = 'valid' }, n) => {
    const exchange = makeExchange({ id: n, case: `suite/case-${n}`, status, body, request: { ...PLAIN, ...request } });
    return { ...exchange, request: { ...exchange.request, auth: { kind: auth, scheme: null } } };
  });
  const results = sent.map(({ status, about = 'endpoint', mistake = null, level = 'must', also = [] }, n) => {
    const failed = mistake === null ? status >= 300 : status !== 400;
    const divergence = makeDivergence({
      check: mistake === null ? 'acceptance' : 'refusal',
      kind: mistake === null ? 'refused' : status < 300 ? 'accepted-invalid' : 'wrong-status',
      claim: `acme.request.${about}`,
      level,
      at: { part: 'status' },
      expected: mistake === null ? 'a status of 2xx and an answer' : 'a refusal with status 400',
      actual: `${status}`,
      exchange: n,
    });
    const divergences = [
      ...(failed ? [divergence] : []),
      ...also.map((each) => makeDivergence({ exchange: n, ...each })),
    ];
    return makeResult({ case: `suite/case-${n}`, divergences, exchanges: [n], observed: [`acme.request.${about}`] });
  });
  return { results, facts: factsOfAll(exchanges, cases) };
}

function factsOfAll(exchanges: readonly Exchange[], cases: readonly Case[]): RunFacts {
  const known = new Map();
  return {
    exchanges: new Map(exchanges.map((exchange) => [exchange.id, factsOf(exchange, known)])),
    cases: new Map(cases.map((each) => [each.id, each])),
  };
}

/** An error as OpenAI words it. */
export function errorBody(message: string, param: string | null = null): unknown {
  return { error: { message, param, code: null } };
}

/** The findings of a run, heaviest first. */
export const findingsOf = (sent: readonly Sent[]) => {
  const { results, facts } = runOf(sent);
  return makeFindings(results, facts).findings;
};

export const titles = (sent: readonly Sent[]) => findingsOf(sent).map(({ title }) => title);
