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
  usage: 'usage counts',
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

/** How a sentence is shortened. */
export interface ImpactWords {
  /** How many clients are named; all by default. */
  readonly most?: number;
  /** What is said of a client: `throws in a stream and 2 more tasks`, `throws`, nothing. */
  readonly reasons?: 'tasks' | 'outcomes' | 'none';
}

/** What a finding does to clients, in one sentence without a full stop. Names are in backticks. */
export function describeImpact(
  { clients, faults }: Impact,
  { most = clients.length, reasons = 'tasks' }: ImpactWords = {},
): string {
  const of = (effect: ClientImpact['effect']): readonly ClientImpact[] =>
    clients.filter((client) => client.effect === effect);
  const [breaks, mayBreak, works] = [of('breaks'), of('may-break'), of('works').length];
  const [unused, unmeasured] = [of('not-used').length, of('not-measured').length];
  if (unmeasured === clients.length)
    return faults.length === 0
      ? 'Not measured: no measured fault is like it'
      : 'Not known: the measured faults that are like it have different effects';
  if (unused + unmeasured === clients.length) return 'Not used by the measured clients';
  const isBroken = breaks.length + mayBreak.length > 0;
  const parts = [
    ...(breaks.length === 0 ? [] : [`breaks ${nameClients(breaks, most, reasons)}`]),
    ...(mayBreak.length === 0
      ? []
      : [`may break ${nameClients(mayBreak, Math.max(0, most - breaks.length), reasons)}`]),
    ...(isBroken ? [] : [`no measured client breaks (${works} ${works === 1 ? 'works' : 'work'})`]),
    ...(isBroken && works > 0 ? [`${works} other ${works === 1 ? 'client works' : 'clients work'}`] : []),
    ...(unused === 0 ? [] : [`${unused} ${unused === 1 ? 'does' : 'do'} not use it`]),
    ...(unmeasured === 0 ? [] : [`${unmeasured} not measured`]),
  ];
  const line = parts.join('; ');
  return `${line.slice(0, 1).toUpperCase()}${line.slice(1)}`;
}

/** Whether anything is known of what a finding does to clients. Short forms say nothing of what is not known. */
export function isMeasured({ clients }: Impact): boolean {
  return clients.some(({ effect }) => effect !== 'not-measured');
}

/** The same in at most so many lines: reasons are shortened first, then names are left out. */
export function fitImpact(impact: Impact, fits: (text: string) => boolean): string {
  const all = (['tasks', 'outcomes', 'none'] as const).map((reasons): ImpactWords => ({ reasons }));
  const some = impact.clients.map((_, n): ImpactWords => ({ reasons: 'none', most: impact.clients.length - 1 - n }));
  const texts = [...all, ...some].map((words) => describeImpact(impact, words));
  return texts.find(fits) ?? texts.at(-1) ?? '';
}

function nameClients(
  clients: readonly ClientImpact[],
  most: number,
  reasons: NonNullable<ImpactWords['reasons']>,
): string {
  const shown = clients.slice(0, most);
  const rest = clients.length - shown.length;
  if (shown.length === 0) return count(clients.length, 'client');
  const reasonOf = ({ tasks }: ClientImpact): string =>
    reasons === 'none' ? '' : ` (${reasons === 'tasks' ? describeFailures(tasks) : describeOutcomes(tasks)})`;
  const [first, ...others] = shown.map(reasonOf);
  const isCommon = others.length > 0 && others.every((reason) => reason === first);
  const names = shown.map((client) => (isCommon ? nameOf(client) : `${nameOf(client)}${reasonOf(client)}`));
  return `${joinWords(rest === 0 ? names : [...names, `${rest} more`])}${isCommon ? first : ''}`;
}

/** `throws`, `throws or hangs` */
function describeOutcomes(tasks: readonly FailedTask[]): string {
  return [...new Set(tasks.map(({ outcome }) => (outcome === 'wrong' ? 'wrong result' : outcome)))].join(' or ');
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

/** `throws in a stream and parallel calls; hangs in usage counts` */
export function describeTasks(tasks: readonly FailedTask[]): string {
  const outcomes = [...new Set(tasks.map(({ outcome }) => outcome))];
  return outcomes
    .map((outcome) => {
      const names = tasks.filter((each) => each.outcome === outcome).map(({ task }) => TASKS[task as ClientTask] ?? task);
      return `${FAILURES[outcome]} ${joinWords(names)}`;
    })
    .join('; ');
}

/** `throws in a streamed tool call` */
export function describeFailure({ task, outcome }: FailedTask): string {
  return `${FAILURES[outcome]} ${TASKS[task as ClientTask] ?? task}`;
}
