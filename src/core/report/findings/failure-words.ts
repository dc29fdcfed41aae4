import type { Divergence } from '../../model/divergence.js';
import { listTogether } from '../../messages/outcome.js';
import { escapeUnseen } from '../../wire/quote.js';
import { describeMistake, FAMILIES, type Family } from './describe-mistake.js';
import type { RunFacts } from './exchange-facts.js';
import { FEWEST_UNEXPLAINED } from '../../model/tolerances.js';
import type { Cause } from './cause.js';
import { areLargest, type Group, type Member } from './member.js';
import { operationIn } from './request-features.js';

type Words = NonNullable<Group['words']>;

/** Longer words of a server are cut in a title. */
const LONGEST_QUOTE = 100;

/** `` `temperature` together with `top_p` is refused with status 400 “…” (3 of 160 requests); each alone is accepted ``. */
export function describeTogether(members: readonly Member[], run: RunFacts): Words {
  const [first] = members;
  const message = first?.facts?.error?.message ?? null;
  const words = message === null ? '' : ` “${show(message)}”`;
  return {
    title: `${first?.divergence.title ?? ''}${words} (${countAlike(first, run)} of ${run.exchanges.size} requests)`,
  };
}

/** `Requests with "tools" got 400 “…”`. */
export function describeFailure(cause: Cause, run: RunFacts): Words {
  const { members, why, parameter, names, others = [], value, values = [], member, alsoAccepted, lacking } = cause;
  if (why === 'intermittent') return describeAvailability(cause, run);
  if (why === 'size') return describeSize(cause, run);
  const [first] = members;
  const response = responseOf(first);
  const expected = 'a 2xx response';
  const sentence = `Expected a 2xx response; got ${first?.divergence.actual ?? response}.`;
  const all = run.exchanges.size;
  if (why === 'together') {
    const title = `Requests with ${listTogether(names ?? [])} ${response} (${countRequests(members)} of ${all} requests)`;
    return { title, expected: 'a 2xx response, as for each parameter by itself', sentence };
  }
  if (why === 'parameter') {
    const count = countRequests(members);
    if (alsoAccepted === true) {
      const requests = count === 1 ? 'One request' : `${count} requests`;
      const title = `${requests} with \`${show(parameter)}\` ${response}; others with it were accepted`;
      return { title, expected, sentence };
    }
    const main = member ?? `${parameter}${value == null ? '' : `: ${value}`}`;
    const written = [main, ...values, ...others].map((name) => `\`${show(name)}\``);
    const title = `Requests with ${listOf(written)} ${response} (${count} of ${all} requests)`;
    return { title, expected, sentence };
  }
  const operation = operationIn(first?.facts?.features ?? new Set());
  const param = parameter === null ? '' : ` (param \`${show(parameter)}\`)`;
  if (why === 'operation' || (operation.startsWith('GET ') && lacking === null))
    return { title: `${show(operation)} ${response}`, expected, sentence };
  if (alsoAccepted === true && lacking === null) {
    // A single request that is larger than the others may have another reason.
    const rest =
      countRequests(members) >= FEWEST_UNEXPLAINED && areLargest(members, run)
        ? everyBody(members)
        : '; requests with the same parameters were accepted';
    return { title: `${countRequests(members)} of ${all} requests ${response}${param}${rest}`, expected, sentence };
  }
  const rest = lacking === null ? `${param}; the plain request too` : `: every request without \`${show(lacking)}\``;
  return { title: `${countAlike(first, run)} of ${all} requests ${response}${rest}`, expected, sentence };
}

/** `43 of 148 requests failed with 502 “502 Bad Gateway”; requests of the same kind were answered`. */
function describeAvailability({ members: [first] }: Cause, run: RunFacts): Words {
  const count = `${countAlike(first, run)} of ${run.exchanges.size} requests`;
  return {
    title: `${count} ${responseOf(first)}; requests of the same kind were answered`,
    expected: 'a 2xx response',
    sentence: `Expected a 2xx response; the request failed with ${first?.divergence.actual ?? ''}. Requests of the same kind were answered.`,
  };
}

/** `12 of 132 requests got 413 “413 Request Entity Too Large”: every body of 700 or more bytes`. */
function describeSize({ members }: Cause, run: RunFacts): Words {
  const [first] = members;
  const count = `${countAlike(first, run)} of ${run.exchanges.size} requests`;
  return {
    title: `${count} ${responseOf(first)}${everyBody(members)}`,
    expected: 'a 2xx response',
    sentence: `Expected a 2xx response; got ${first?.divergence.actual ?? ''}.`,
  };
}

function everyBody(members: readonly Member[]): string {
  return `: every body of ${Math.min(...members.map(({ facts }) => facts?.size ?? 0))} or more bytes`;
}

const RFC_9110 = { title: 'RFC 9110 — HTTP Semantics', url: 'https://www.rfc-editor.org/rfc/rfc9110' } as const;

/** What the standard states of a status, if the failure says nothing about the claim of a case. */
export const STANDARD: ReadonlyMap<Cause['why'], { readonly claim: string; readonly source: Divergence['source'] }> =
  new Map([
    [
      'intermittent',
      {
        claim: 'http.status.server-error',
        source: { ...RFC_9110, quote: 'The server failed to fulfill an apparently valid request' },
      },
    ],
    [
      'size',
      {
        claim: 'http.status.content-too-large',
        source: {
          ...RFC_9110,
          quote:
            'the server is refusing to process a request because the request content is larger than the server is willing or able to process',
        },
      },
    ],
  ]);

/** So many names are listed. */
const MOST_NAMES = 5;

/** `` `n`, `stop` or `seed` ``. */
export function listOf(names: readonly string[], last: 'or' | 'and' = 'or', what = 'parameters'): string {
  // A single further name takes no more room than a count of it.
  const most = names.length === MOST_NAMES + 1 ? names.length : MOST_NAMES;
  const more = names.length - most;
  const all = more > 0 ? [...names.slice(0, most), `${more} more ${what}`] : names;
  return [all.slice(0, -1).join(', '), all.at(-1)].filter((part) => part !== '').join(` ${last} `);
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
  const requests = count === 1 ? capitalise(describeMistake(first?.about ?? null)) : `${count} ${kindOf(members)}`;
  const verb = status >= 500 ? `failed with ${status}` : `got ${status}`;
  return {
    title: `${requests} ${verb}; documented: ${documented.length === 0 ? 'a 4xx status' : documented.join(' or ')}`,
  };
}

/** What wrong requests have in common: `requests without a valid key`. */
function kindOf(members: readonly Member[]): string {
  const families = new Set(members.map(({ about }) => (about?.mistake == null ? null : FAMILIES[about.mistake])));
  const [family = null] = families;
  return families.size === 1 && family !== null ? REQUESTS[family] : 'invalid requests';
}

const REQUESTS: Readonly<Record<Family, string>> = {
  credentials: 'requests without a valid key',
  model: 'requests for an unknown model',
  http: 'requests with a wrong path, method or media type',
  body: 'requests with an invalid body',
};

function capitalise(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
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
