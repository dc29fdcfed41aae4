import type { RunEvent } from '../model/event.js';
import type { ClientData } from '../clients/impact.js';
import type { Report } from '../model/report.js';
import { firstDifference } from './first-difference.js';
import type { Refusal } from './verification.js';
import { makeReport } from './make-report.js';
import { resultOf, supersededIn } from './superseded.js';
import { decodeUtf8 } from '../wire/utf8.js';
import { decodedViews } from '../redact/find-secrets.js';
import { joinPieces } from '../wire/pieces.js';
import { WRONG_KEY } from '../model/key-marker.js';

/** Whether a report follows from its events, and whether they are the events of a whole run. */
export function verifyTotals(
  report: Report,
  events: readonly RunEvent[],
  torn: number | null,
  clients: ClientData | null = null,
): readonly Refusal[] {
  const made = recomputeReport(report, events, clients);
  if (made === null) return [{ reason: 'edited', detail: 'results.ndjson does not begin with the event of a run.' }];
  const refused: Refusal[] = [];
  const different = firstDifference(report, made);
  if (different !== null) {
    refused.push({
      reason: 'edited',
      detail: `report.json is not what results.ndjson adds up to: they differ first at ${different}.`,
    });
  }
  const count = (type: RunEvent['type']): number => events.filter((event) => event.type === type).length;
  const single = (['run', 'plan', 'end'] as const).filter(
    // A resumed run has an end event for each part.
    (type) => count(type) > (type === 'end' ? 1 + count('resumed') : 1),
  );
  for (const type of single)
    refused.push({ reason: 'edited', detail: `results.ndjson holds more than one event ${type}.` });
  const ids = events.flatMap((event) => (event.type === 'exchange' ? [event.exchange.id] : []));
  if (new Set(ids).size < ids.length)
    refused.push({ reason: 'edited', detail: 'Two exchanges of results.ndjson have the same id.' });
  // A run that lost its endpoint judges again what it sends again.
  const superseded = supersededIn(events).results;
  const results = events.flatMap((event) =>
    event.type === 'result' && !superseded.has(event) ? [resultOf(event)] : [],
  );
  if (new Set(results).size < results.length)
    refused.push({ reason: 'edited', detail: 'results.ndjson has two results for the same case and spec.' });
  if (torn !== null) refused.push({ reason: 'partial', detail: `Line ${torn} of results.ndjson is incomplete.` });
  if (!made.run.complete) refused.push({ reason: 'partial', detail: 'The run did not complete.' });
  if (made.totals.notRun > 0)
    refused.push({ reason: 'partial', detail: `${made.totals.notRun} planned cases were not run.` });
  if (made.results.length === 0) refused.push({ reason: 'partial', detail: 'Nothing was judged.' });
  return refused;
}

/**
 * The report that follows from the events. The impact on clients is recomputed if the report names these measurements,
 * else taken from the report. A report without measurements has none.
 */
export function recomputeReport(
  report: Pick<Report, 'clients' | 'findings'>,
  events: readonly RunEvent[],
  clients: ClientData | null,
): Report | null {
  if (report.clients === undefined) return makeReport(events);
  if (report.clients.sha256 === clients?.sha256) return makeReport(events, clients);
  const made = makeReport(events);
  if (made === null) return null;
  const impacts = new Map(report.findings.map(({ id, impact }) => [id, impact]));
  const findings = made.findings.map((finding) => {
    const impact = impacts.get(finding.id);
    return impact === undefined ? finding : { ...finding, impact };
  });
  return { ...made, findings, clients: report.clients };
}

/** The most that clocks may differ. */
const SLACK_MS = 24 * 60 * 60 * 1000;

/**
 * Whether a run has a date that is not in the future and not before its version was released, and its exchanges are within the
 * run.
 * @param released the date of each version
 */
export function verifyDates(
  report: Report,
  events: readonly RunEvent[],
  now: Date,
  released: ReadonlyMap<string, string>,
): readonly Refusal[] {
  const started = parse(report.run.startedAt);
  if (started === null) return [{ reason: 'undated', detail: 'The run does not say when it began.' }];
  if (started > now.getTime() + SLACK_MS)
    return [{ reason: 'undated', detail: 'The run says that it began in the future.' }];
  // A build between releases is later than the last one.
  const dates = [...released.values()].toSorted();
  const since = parse(`${released.get(report.tool.version) ?? dates.at(-1) ?? ''}T00:00`);
  if (since !== null && started < since - SLACK_MS)
    return [{ reason: 'undated', detail: 'The run says that it began before its version was released.' }];
  const resumed = events.flatMap((event) => (event.type === 'resumed' ? [parse(event.startedAt)] : []));
  if (resumed.some((at) => at === null || at < started - SLACK_MS || at > now.getTime() + SLACK_MS))
    return [{ reason: 'undated', detail: 'The run says that it was resumed before it began, or in the future.' }];
  const outside = events.flatMap((event) => {
    if (event.type !== 'exchange') return [];
    const at = parse(event.exchange.startedAt);
    return at === null || at < started - 1000 || at > started + report.run.durationMs + SLACK_MS
      ? [event.exchange.id]
      : [];
  });
  return outside.length === 0
    ? []
    : [{ reason: 'edited', detail: `Exchange ${outside[0]} was not sent while the run was under way.` }];
}

function parse(text: string): number | null {
  const at = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/u.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? null : at;
}

/** Whether all requests were sent to the target, or to the upstream. */
export function verifyAddresses(events: readonly RunEvent[]): readonly Refusal[] {
  const [run] = events.flatMap((event) => (event.type === 'run' ? [event] : []));
  for (const event of events) {
    if (run === undefined || event.type !== 'exchange') continue;
    const target = event.against === true ? run.against?.target : run.target;
    const { id, request } = event.exchange;
    if (target !== undefined && isBelow(request.url, target.baseUrl)) continue;
    return [{ reason: 'edited', detail: `Exchange ${id} was sent to another address than that of the run.` }];
  }
  return [];
}

/** Whether a URL has the origin of a base URL and a path below its path. */
function isBelow(url: string, base: string): boolean {
  if (!URL.canParse(url) || !URL.canParse(base)) return false;
  const [sent, target] = [new URL(url), new URL(base)];
  return sent.origin === target.origin && `${sent.pathname}/`.startsWith(`${target.pathname.replace(/\/$/u, '')}/`);
}

/** The dates of the versions that a changelog lists: `## 0.1.0 (2026-11-20)`. */
export function releasedVersions(changelog: string): ReadonlyMap<string, string> {
  return new Map(
    [...changelog.matchAll(/^## \[?(\d+\.\d+\.\d+)\]? [-–(\s]*(\d{4}-\d{2}-\d{2})/gmu)].map(
      ([, version = '', date = '']) => [version, date] as const,
    ),
  );
}

/**
 * Whether a released version of this tool made the report: one that the changelog lists with a date. A report of this same
 * build between releases can be recomputed here, but by no other user.
 */
export function verifyRelease(
  { tool }: Report,
  own: { readonly name: string; readonly version: string; readonly released: ReadonlyMap<string, string> },
  acceptsBuild: boolean,
): { readonly refused: readonly Refusal[]; readonly unchecked: readonly string[] } {
  const refuse = (detail: string) => ({ refused: [{ reason: 'unreleased' as const, detail }], unchecked: [] });
  if (tool.name !== own.name) return refuse(`The report is not one of ${own.name}.`);
  if (own.released.has(tool.version)) return { refused: [], unchecked: [] };
  const version = JSON.stringify(tool.version.slice(0, 40));
  if (tool.version === own.version)
    return { refused: [], unchecked: acceptsBuild ? [] : [`the tool: ${version} is a build between releases`] };
  const known = [...own.released.keys()].join(', ') || 'none';
  return refuse(`${version} is no released version that this changelog knows (${known}).`);
}

/** Request headers with credentials, which the tool never records. */
const CREDENTIALS = /^(?:proxy-)?authorization$|^cookie$|^(?:x-)?(?:goog-)?api-?key$|-(?:token|secret)$/iu;

/** Files that contain the record only. */
const DERIVED: ReadonlySet<string> = new Set(
  'results.ndjson report.json report.md report.html junit.xml exchanges.har against.har'.split(' '),
);

/**
 * Whether the files contain a secret, or the bodies, which the record has in base64.
 * @param files the texts of the folder, by name
 */
export function verifySecrets(events: readonly RunEvent[], files: ReadonlyMap<string, string>): readonly Refusal[] {
  const found = new Set<string>();
  for (const [name, text] of files) {
    // The bodies of the record are decoded below; the derived files are compared with the record.
    const inFile = DERIVED.has(name) ? findSecrets(text) : findSecretsInside(encoder.encode(text));
    for (const secret of inFile) found.add(`${name} holds ${secret}.`);
  }
  for (const event of events) {
    if (event.type !== 'exchange') continue;
    const { id, request, response } = event.exchange;
    for (const [name, value] of request.headers) {
      if (CREDENTIALS.test(name) && value !== '')
        found.add(`The request of exchange ${id} carries the header ${JSON.stringify(name.slice(0, 40))}.`);
    }
    for (const secret of findSecretsInside(joinPieces(response?.body ?? [])))
      found.add(`The response of exchange ${id} holds ${secret}.`);
  }
  return [...found].map((detail) => ({ reason: 'secret', detail }));
}

/**
 * Patterns of keys. Each has a part that is too long for ordinary text. They spell out both cases of letters: the engine
 * takes seventy times as long if it ignores case by the flags `iu`.
 */
const PATTERNS: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['a key that begins with sk-', /\b(?:sk|pk|rk)-[A-Za-z0-9_-]{20,}/gu],
  ['a bearer token', /\b[Bb][Ee][Aa][Rr][Ee][Rr]\s+[A-Za-z0-9._~+/=-]{20,}/gu],
  ['a JSON Web Token', /\beyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}/gu],
  ['a Google API key', /\bAIza[A-Za-z0-9_-]{30,}/gu],
  ['an AWS access key', /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/gu],
  ['a GitHub token', /\b(?:gh[pousr]_[A-Za-z0-9]{30,}|github_pat_[A-Za-z0-9_]{30,})/gu],
  ['a Slack token', /\bxox[abprs]-[A-Za-z0-9-]{20,}/gu],
  ['a Hugging Face token', /\bhf_[A-Za-z0-9]{30,}/gu],
  ['a Groq, xAI or Perplexity key', /\b(?:gsk_|xai-|pplx-)[A-Za-z0-9]{30,}/gu],
  ['a private key', /-----BEGIN [A-Z ]*PRIVATE KEY-----/gu],
];

const encoder = new TextEncoder();

/** The names of the patterns that match in bytes, or in what they encode. */
function findSecretsInside(bytes: Uint8Array): ReadonlySet<string> {
  return new Set([...decodedViews(bytes)].flatMap((view) => findSecrets(decodeUtf8(view.bytes))));
}

/** The names of the patterns that match in a text; never the secret itself. The made-up wrong key does not match. */
export function findSecrets(text: string): readonly string[] {
  return PATTERNS.filter(([, pattern]) => [...text.matchAll(pattern)].some(([found]) => isSecret(found))).map(
    ([name]) => name,
  );
}

/** The made-up keys of the tool begin with `sk-conformance-`; masked keys begin with a marker. */
function isSecret(found: string): boolean {
  return !found.includes(WRONG_KEY) && !/sk-conformance-reference\b/u.test(found) && !found.includes('[conform');
}
