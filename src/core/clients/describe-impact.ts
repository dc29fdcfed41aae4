import type { ClientImpact, Effect, FailedTask, Failure, Impact } from '../model/impact.js';
import { count, joinWords } from '../wire/quote.js';
import type { ClientTask } from './measured-client.js';

/** A task as the end of a sentence: `throws in a streamed tool call`. */
const TASKS: Readonly<Record<ClientTask, string>> = {
  answer: 'an answer',
  stream: 'a stream',
  'tool-round-trip': 'a tool round trip',
  'streamed-tool-call': 'a streamed tool call',
  'parallel-calls': 'parallel calls',
  'structured-output': 'structured output',
  usage: 'usage',
  error: 'an error response',
  'error-in-stream': 'an error in a stream',
};

/** An effect in the row of a client. */
export const EFFECTS: Readonly<Record<Effect, string>> = {
  breaks: 'breaks',
  'may-break': 'may break',
  works: 'works',
  'not-used': 'does not use it',
  'not-measured': 'not measured',
};

const FAILURES: Readonly<Record<Failure, string>> = {
  throws: 'throws in',
  hangs: 'hangs in',
  wrong: 'wrong result, without an error, in',
};

/**
 * What a finding does to clients, in one sentence without a full stop. Names are in backticks.
 * @param most how many clients are named
 */
export function describeImpact({ clients }: Impact, most: number = clients.length): string {
  const of = (effect: ClientImpact['effect']): readonly ClientImpact[] =>
    clients.filter((client) => client.effect === effect);
  const [breaks, mayBreak, works] = [of('breaks'), of('may-break'), of('works')];
  const [unused, unmeasured] = [of('not-used').length, of('not-measured').length];
  if (unmeasured === clients.length) return 'Not measured with clients';
  if (unused + unmeasured === clients.length) return 'Not used by the measured clients';
  const left = Math.max(0, most - breaks.length);
  const broken = breaks.length + mayBreak.length;
  const parts = [
    ...(breaks.length === 0 ? [] : [`breaks ${nameClients(breaks, most)}`]),
    ...(mayBreak.length === 0 ? [] : [`may break ${nameClients(mayBreak, left)}`]),
    ...(broken === 0 ? [`no measured client breaks (${works.length} ${works.length === 1 ? 'works' : 'work'})`] : []),
    ...(broken === 0 || works.length === 0
      ? []
      : [`${works.length} other ${works.length === 1 ? 'client works' : 'clients work'}`]),
    ...(unused === 0 ? [] : [`${unused} ${unused === 1 ? 'does' : 'do'} not use it`]),
    ...(unmeasured === 0 ? [] : [`${unmeasured} not measured`]),
  ];
  const line = parts.join('; ');
  return `${line.slice(0, 1).toUpperCase()}${line.slice(1)}`;
}

function nameClients(clients: readonly ClientImpact[], most: number): string {
  const shown = clients.slice(0, most);
  const rest = clients.length - shown.length;
  if (shown.length === 0) return count(clients.length, 'client');
  const reasons = new Set(shown.map(({ tasks }) => describeFailures(tasks)));
  const [reason] = reasons;
  const isCommon = reasons.size === 1 && shown.length > 1;
  const names = shown.map((client) =>
    isCommon ? nameOf(client) : `${nameOf(client)} (${describeFailures(client.tasks)})`,
  );
  const all = joinWords(rest === 0 ? names : [...names, `${rest} more`]);
  return isCommon ? `${all} (${reason})` : all;
}

/** `openai` 6.49 */
export function nameOf({ client, version }: Pick<ClientImpact, 'client' | 'version'>): string {
  return `\`${client}\` ${version.split('.').slice(0, 2).join('.')}`;
}

/** `throws in a stream and 2 more tasks` */
function describeFailures(tasks: readonly FailedTask[]): string {
  const [first, ...rest] = tasks;
  if (first === undefined) return 'fails';
  const more = rest.length === 0 ? '' : ` and ${count(rest.length, 'more task')}`;
  return `${describeFailure(first)}${more}`;
}

/** `throws in a streamed tool call` */
export function describeFailure({ task, outcome }: FailedTask): string {
  return `${FAILURES[outcome]} ${TASKS[task as ClientTask] ?? task}`;
}
