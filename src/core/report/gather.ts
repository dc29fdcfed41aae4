import type { Baseline } from '../model/baseline.js';
import type { RunEnded, RunEvent, RunStarted } from '../model/event.js';
import type { Exchange } from '../model/exchange.js';
import type { Report } from '../model/report.js';
import type { CaseResult } from '../model/case-result.js';
import { readOnce } from '../dialect/read-answer.js';
import { resultKey } from './divergence-key.js';
import { factsOf, type CaseFacts, type ExchangeFacts, type RunFacts } from './findings/exchange-facts.js';
import type { Features } from './findings/request-features.js';
import { joinRepetitions } from './join-repetitions.js';
import type { Output } from '../dialect/reply.js';
import { specDialects } from '../clients/impact.js';

/** The results of one endpoint. */
export interface EndpointResults {
  /** In the order of the plan, the last result of each case. */
  readonly results: readonly CaseResult[];
  readonly notRun: Report['notRun'];
  readonly requests: number;
  readonly tokens: Report['run']['tokens'];
  /** Whether a retry succeeded after a 5xx or without a response. */
  readonly recovered: boolean;
}

/** What the events of a run add up to, before any claim is weighed. */
export interface Gathered {
  readonly run: RunStarted;
  readonly omitted: Report['omitted'];
  readonly durationMs: number;
  readonly complete: boolean;
  readonly stopped: RunEnded['stopped'];
  /** How many times each case was sent. */
  readonly repeat: number;
  /** The last that was read; null if there was none. */
  readonly baseline: Baseline | null;
  readonly target: EndpointResults;
  /** The upstream's; null for a run without one. */
  readonly against: EndpointResults | null;
  /** The input of findings, in addition to the target's results. */
  readonly facts: RunFacts;
  /** The dialect of each spec. */
  readonly dialects: ReadonlyMap<string, string>;
  /** What is known of the upstream's exchanges, by id. */
  readonly upstreamExchanges: RunFacts['exchanges'];
}

/** The events of a run as they come, sorted. It keeps no exchange. */
export interface Gathering {
  take(event: RunEvent): void;
  /** What there is so far; null if the events did not open with a run. */
  gathered(): Gathered | null;
}

/** Begins with nothing. */
export function makeGathering(): Gathering {
  let run: RunStarted | null = null;
  let planned: Report['notRun'] = [];
  let omitted: Report['omitted'] = [];
  let durationMs = 0;
  let complete = false;
  let stopped: RunEnded['stopped'];
  let repeat = 1;
  let baseline: Baseline | null = null;
  let dialects: ReadonlyMap<string, string> = new Map();
  const target = makeTally();
  const exchanges = new Map<number, ExchangeFacts>();
  const upstreamExchanges = new Map<number, ExchangeFacts>();
  const features = new Map<string, Features>();
  const cases = new Map<string, CaseFacts>();
  const against = makeTally();
  return {
    take(event) {
      switch (event.type) {
        case 'run':
          run ??= event;
          break;
        case 'baseline':
          ({ baseline } = event);
          break;
        case 'plan':
          planned = event.cases.flatMap(({ id, specs }) => specs.map((spec) => ({ case: id, spec })));
          for (const each of event.cases) cases.set(each.id, each);
          ({ omitted, repeat = 1 } = event);
          dialects = specDialects(event.cases);
          break;
        case 'resumed':
          complete = false;
          stopped = undefined;
          break;
        case 'exchange':
          (event.against === true ? against : target).count(event.exchange);
          (event.against === true ? upstreamExchanges : exchanges).set(
            event.exchange.id,
            factsOf(event.exchange, features),
          );
          break;
        case 'result':
          (event.against === true ? against : target).judged(event.result, event.repetition ?? 0);
          break;
        case 'end':
          durationMs += event.durationMs;
          ({ complete, stopped } = event);
      }
    },
    gathered() {
      if (run === null) return null;
      return {
        run,
        omitted,
        durationMs,
        complete,
        stopped,
        repeat,
        baseline,
        target: target.total(planned),
        against: run.against === undefined ? null : against.total(planned),
        facts: { exchanges, cases },
        dialects,
        upstreamExchanges,
      };
    },
  };
}

function makeTally() {
  const results = new Map<string, Map<number, CaseResult>>();
  let requests = 0;
  let recovered = false;
  const failing = new Set<string>();
  const tokens = { prompt: 0, completion: 0 };
  return {
    judged(result: CaseResult, repetition: number): void {
      const times = results.get(resultKey(result));
      if (times === undefined) results.set(resultKey(result), new Map([[repetition, result]]));
      else times.set(repetition, result);
    },
    count(exchange: Exchange): void {
      requests += 1;
      const step = [exchange.case, exchange.step, exchange.repetition].join(' ');
      const status = exchange.response?.status ?? 0;
      if (status === 0 || status >= 500) failing.add(step);
      else if (exchange.attempt > 0 && failing.has(step)) recovered = true;
      const { operation, reply } = readOnce(exchange);
      // An answer that counts the tokens of a prompt has used none.
      const usage = operation === 'count-tokens' ? null : reply.usage;
      const read = (value: number | null = null): number => (Number.isSafeInteger(value) ? Math.max(0, value ?? 0) : 0);
      tokens.prompt += read(usage?.input.value);
      tokens.completion += read(usage?.output.value);
    },
    total(planned: Report['notRun']): EndpointResults {
      const order = new Map(planned.map((each, n) => [resultKey(each), n]));
      const place = (result: CaseResult): number => order.get(resultKey(result)) ?? order.size;
      return {
        results: [...results.values()]
          .map((times) => joinRepetitions([...times.values()]))
          .sort((a, b) => place(a) - place(b)),
        notRun: planned.filter((each) => !results.has(resultKey(each))),
        requests,
        tokens,
        recovered,
      };
    },
  };
}

/** About so many characters make a token. */
const CHARACTERS = 3;

/** What an exchange cost in tokens: as the response counts them, or an estimate from its text and that of the request. */
export function tokensOf(exchange: Exchange): number {
  const { reply, status } = readOnce(exchange);
  const [input, output] = [reply.usage?.input.value ?? null, reply.usage?.output.value ?? null];
  if (input !== null && output !== null && isCount(input) && isCount(output)) return input + output;
  // What was refused, or never answered, is not charged.
  if (status < 200 || status > 299) return 0;
  const characters = reply.outputs.reduce((sum, each) => sum + lengthOf(each), exchange.request.body?.length ?? 0);
  return Math.ceil(characters / CHARACTERS);
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

function lengthOf({ text, reasoning, calls }: Output): number {
  const ofCalls = calls.reduce((sum, call) => {
    const input = call.type === 'other' ? '' : call.type === 'function' ? call.arguments.text : call.input.text;
    return sum + call.name.length + input.length;
  }, 0);
  return text.text.length + reasoning.text.length + ofCalls;
}
