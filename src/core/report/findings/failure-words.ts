import { escapeUnseen } from '../../wire/quote.js';
import type { RunFacts } from './exchange-facts.js';
import type { Cause } from './failed-requests.js';
import type { Group, Member } from './member.js';

type Words = NonNullable<Group['words']>;

/** Longer words of a server are cut in a title. */
const LONGEST_QUOTE = 100;

/** `Requests with "tools" got 400 “…”`. */
export function describeFailure({ members, why, parameter, value, lacking }: Cause, run: RunFacts): Words {
  const [first] = members;
  const response = responseOf(first);
  const expected = 'a 2xx response';
  const sentence = `Expected a 2xx response; got ${first?.divergence.actual ?? response}.`;
  const all = run.exchanges.size;
  if (why === 'parameter') {
    const written = `${parameter}${value == null ? '' : `: ${value}`}`;
    const title = `Requests with \`${show(written)}\` ${response} (${countRequests(members)} of ${all} requests)`;
    return { title, expected, sentence };
  }
  const operation = [...(first?.facts?.features ?? [])].find((feature) => feature.startsWith('operation GET '));
  if (operation !== undefined && lacking === null)
    return { title: `${show(operation.slice('operation '.length))} ${response}`, expected, sentence };
  const rest =
    lacking === null
      ? `${parameter === null ? '' : ` (param \`${show(parameter)}\`)`}; the plain request too`
      : `: every request without \`${show(lacking)}\``;
  return { title: `${countAlike(first, run)} of ${all} requests ${response}${rest}`, expected, sentence };
}

/** `43 of 148 requests failed with 502 “502 Bad Gateway”; requests of the same kind were answered`. */
export function describeAvailability({ members: [first] }: Cause, run: RunFacts): Words {
  const count = `${countAlike(first, run)} of ${run.exchanges.size} requests`;
  return {
    title: `${count} ${responseOf(first)}; requests of the same kind were answered`,
    expected: 'a 2xx response',
    sentence: `Expected a 2xx response; the request failed with ${first?.divergence.actual ?? ''}. Requests of the same kind were answered.`,
  };
}

/** How many requests of the run got the same error. */
function countAlike(member: Member | undefined, { exchanges }: RunFacts): number {
  const signature = member?.facts?.error?.signature;
  return [...exchanges.values()].filter(({ error }) => error?.signature === signature).length;
}

/** `25 wrong requests got 422; documented is 400`. */
export function describeWrongStatus(members: readonly Member[]): Words {
  const [first] = members;
  const status = first?.facts?.status ?? 0;
  const documented = [
    ...new Set(members.flatMap(({ divergence }) => divergence.expected.match(/\b[1-5]\d\d\b/gu) ?? [])),
  ].toSorted();
  const count = countRequests(members);
  const requests = count === 1 ? 'A wrong request' : `${count} wrong requests`;
  const verb = status >= 500 ? `failed with ${status}` : `got ${status}`;
  return {
    title: `${requests} ${verb}; documented: ${documented.length === 0 ? 'a 4xx status' : documented.join(' or ')}`,
  };
}

function countRequests(members: readonly Member[]): number {
  return new Set(members.map(({ divergence }) => divergence.exchange)).size;
}

/** `got 400 “Stream must be set to true”`, `failed with 502 “502 Bad Gateway”`. */
function responseOf(member: Member | undefined): string {
  const status = member?.facts?.status ?? 0;
  const message = member?.facts?.error?.message ?? null;
  const words = message === null ? '' : ` “${show(message)}”`;
  return `${status >= 500 ? 'failed with' : 'got'} ${status}${words}`;
}

function show(text: string | null): string {
  const line = (text ?? '').replaceAll(/\s+/gu, ' ').trim();
  return escapeUnseen(line.length > LONGEST_QUOTE ? `${line.slice(0, LONGEST_QUOTE)}…` : line);
}
