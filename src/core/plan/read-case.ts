import { defined } from '../model/defined.js';
import { checkSendable } from '../spec/sendable-headers.js';
import type { Auth } from '../model/case.js';
import { type InputError, fail, ok, type Result } from '../model/result.js';
import type { Json, JsonObject } from '../model/json.js';
import type { WrittenCase, WrittenStep } from '../model/suite.js';
import type { Source } from '../spec/source.js';
import { asArray, asNumber, asObject, asString } from '../wire/json.js';
import type { Path } from '../wire/pointer.js';

/** What a step may say; with `steps`, the case itself may not. */
const STEP_KEYS = [
  'request',
  'also',
  'rawBody',
  'model',
  'limit',
  'method',
  'path',
  'headers',
  'hangUpAfter',
  'answerAt',
  'auth',
  'stream',
];

/** The planner writes these from the keys of the same name next to `request`. */
const OWNED = ['model', 'stream'];

/** Reads one case that has the shape of one, and holds it to what a shape cannot say. */
export function readCase(raw: JsonObject, suite: string, source: Source, path: Path): Result<WrittenCase> {
  const errors = [...contradictions(raw, source, path)];
  const steps = raw['steps'] === undefined ? [raw] : asArray(raw['steps']).map((step) => asObject(step) ?? {});
  steps.forEach((step, n) => {
    const at = raw['steps'] === undefined ? path : [...path, 'steps', n];
    errors.push(...wrongInStep(step, source, at));
    if (n === 0 && step['answerAt'] !== undefined) {
      const reason = '`answerAt` in a step that has no step before it.';
      errors.push(source.fail([...at, 'answerAt'], reason, 'Write it into a later step.', 'key'));
    }
  });
  if (errors.length > 0) return fail(errors);
  const { line, column } = source.fail(path, '');
  const mistake = asString(raw['mistake']);
  const documented = asString(raw['documented']);
  return ok({
    id: `${suite}/${asString(raw['id']) ?? ''}`,
    title: asString(raw['title']) ?? '',
    asks: asString(raw['asks']) ?? '',
    needs: asArray(raw['needs']).map(String),
    about: asString(raw['about']) ?? '',
    expects: mistake !== null ? 'refused' : raw['expects'] === 'either' ? 'either' : 'accepted',
    mistake,
    ...defined({ documented: documented ?? undefined }),
    stimulus: asString(raw['stimulus']),
    elicits: asString(raw['elicits']),
    joins: raw['joins'] === true,
    combines: raw['combines'] === true,
    ...defined({ uncommon: raw['uncommon'] === true ? (true as const) : undefined }),
    streamedToo: raw['stream'] === 'both',
    costly: asString(asObject(raw['costly'])?.['case']),
    costlyStreamed: asString(asObject(raw['costly'])?.['streamed']),
    steps: steps.map((step) => readStep(step, raw['steps'] === undefined ? [] : asArray(step['needs']).map(String))),
    written: { file: source.file, line, column },
  });
}

function readStep(raw: JsonObject, needs: readonly string[]): WrittenStep {
  const model = raw['model'];
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the shape has let only its names pass
  const kind = (asString(raw['auth']) ?? 'valid') as Auth['kind'];
  return {
    method: asString(raw['method']) ?? 'POST',
    path: asString(raw['path']),
    headers: Object.fromEntries(
      Object.entries(asObject(raw['headers']) ?? {}).map(([name, value]) => [name, asString(value) ?? '']),
    ),
    request: asObject(raw['request']),
    also: asObject(raw['also']) ?? {},
    needs,
    rawBody: asString(raw['rawBody']),
    model: model === undefined ? 'of-the-run' : typeof model === 'string' ? { named: model } : 'omitted',
    stream: typeof raw['stream'] === 'boolean' ? raw['stream'] : null,
    limit: asNumber(raw['limit']),
    hangUpAfter: asNumber(raw['hangUpAfter']),
    answerAt: asNumber(raw['answerAt']),
    auth: { kind, scheme: null },
  };
}

function* contradictions(raw: JsonObject, source: Source, path: Path): Iterable<InputError> {
  if (raw['mistake'] !== undefined && raw['expects'] !== undefined) {
    yield source.fail(
      [...path, 'expects'],
      'A case with a mistake expects to be refused.',
      'Leave `expects` out.',
      'key',
    );
  }
  for (const key of raw['steps'] === undefined ? [] : STEP_KEYS) {
    if (raw[key] === undefined) continue;
    yield source.fail(
      [...path, key],
      `\`${key}\` and \`steps\` exclude each other.`,
      'Write it into each step.',
      'key',
    );
  }
}

function* wrongInStep(step: JsonObject, source: Source, path: Path): Iterable<InputError> {
  // The shape was checked before.
  yield* checkSendable(
    source,
    [...path, 'headers'],
    (asObject(step['headers']) ?? {}) as Readonly<Record<string, string>>,
  );
  const request: Json | undefined = step['request'];
  const posts = (step['method'] ?? 'POST') === 'POST';
  if (request !== undefined && step['rawBody'] !== undefined) {
    yield source.fail(
      [...path, 'rawBody'],
      '`rawBody` and `request` exclude each other.',
      'Write one of the two.',
      'key',
    );
  }
  if (posts && request === undefined && step['rawBody'] === undefined) {
    yield source.fail(path, '`request` is missing.', 'Write `request` (or `rawBody`), or another `method`.');
  }
  for (const key of OWNED) {
    if (asObject(request)?.[key] === undefined) continue;
    yield source.fail(
      [...path, 'request', key],
      `\`${key}\` is inside \`request\`.`,
      `Write \`${key}\` next to \`request\`.`,
      'key',
    );
  }
  if (step['hangUpAfter'] !== undefined && step['stream'] !== true) {
    yield source.fail([...path, 'hangUpAfter'], '`hangUpAfter` without a stream.', 'Add `stream: true`.', 'key');
  }
}
