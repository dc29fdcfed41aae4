import { defined } from '../model/defined.js';
import type { Check } from '../dialect/check.js';
import { type Basis, type Claim, type Holder, type Level, levelRank } from '../model/claim.js';
import { type InputError, fail, ok, type Result } from '../model/result.js';
import type { JsonObject } from '../model/json.js';
import { asArray, asObject, asString } from '../wire/json.js';
import { quote } from '../wire/quote.js';
import type { Path } from '../wire/pointer.js';
import { checkShape } from './check-shape.js';
import { claimsShape, holderShapes, mistakeShape } from './claims-shape.js';
import { parseYaml } from './parse-yaml.js';
import type { Source } from './source.js';
import { didYouMean } from './suggestion.js';

/** The claims of one `claims.yaml`, each at its place in the file. */
export interface ParsedClaims {
  readonly source: Source;
  readonly claims: readonly Claim[];
}

/** What the claims of a file may refer to. */
export interface ClaimsContext {
  /** The id of the spec or standard. The ids of its claims begin with it. */
  readonly owner: string;
  /** Ids of its pages. */
  readonly docs: readonly string[];
  readonly checks: readonly Check[];
  readonly mistakes: readonly string[];
  /** The nodes of schemas that name a claim, by the id of the claim. */
  readonly nodes: ReadonlyMap<string, readonly SchemaHolder[]>;
}

/** A node of a schema that names a claim by `x-claim`. */
export type SchemaHolder = Extract<Holder, { readonly by: 'schema' }>;

type HolderKind = keyof typeof holderShapes;

const HOLDER_KINDS = Object.keys(holderShapes) as readonly HolderKind[];
const LEVEL_OF_BASIS: Readonly<Record<Basis, Level>> = { stated: 'must', shown: 'should', silent: 'note' };

/** Parses a `claims.yaml`, and checks each claim by itself. References to schemas are checked by `crossCheck`. */
export function parseClaims(text: string, file: string, context: ClaimsContext): Result<ParsedClaims> {
  const read = parseYaml(text, file);
  if (!read.ok) return read;
  const source = read.value;
  const misshapen = checkShape(claimsShape, source);
  if (misshapen.length > 0) return fail(misshapen);
  const errors: InputError[] = [];
  const top = asObject(source.value) ?? {};
  const claims = asArray(top['claims']).map((value, n) => {
    const entry: JsonObject = { ...defined({ doc: top['doc'] }), ...asObject(value) };
    const at: Path = ['claims', n];
    const holders = asArray(entry['heldBy']).flatMap((holder, m): readonly Holder[] => {
      const parsed = parseHolder(asObject(holder) ?? {}, [...at, 'heldBy', m], source, context);
      if (parsed.ok) return [parsed.value];
      errors.push(...parsed.errors);
      return [];
    });
    const claim = toClaim(entry, [...nodesOf(entry, context), ...holders], context.owner);
    errors.push(...checkClaim(claim, entry, at, source, context));
    return claim;
  });
  return errors.length > 0 ? fail(errors) : ok({ source, claims });
}

/** The nodes of schemas that name the claim. */
function nodesOf(entry: JsonObject, { nodes }: ClaimsContext): readonly Holder[] {
  return entry['uncheckable'] === undefined ? (nodes.get(asString(entry['id']) ?? '') ?? []) : [];
}

// The shape was checked before: each cast names what it guarantees.
function toClaim(entry: JsonObject, heldBy: readonly Holder[], owner: string): Claim {
  const basis = asString(entry['basis']) as Basis;
  return {
    id: asString(entry['id']) ?? '',
    spec: owner,
    basis,
    level: (asString(entry['level']) as Level | null) ?? LEVEL_OF_BASIS[basis],
    levelReason: asString(entry['levelReason']),
    says: asString(entry['says']) ?? '',
    quote: asString(entry['quote']),
    doc: asString(entry['doc']) ?? '',
    line: typeof entry['line'] === 'number' ? entry['line'] : null,
    heldBy,
    uncheckable: asString(entry['uncheckable']),
  };
}

function checkClaim(
  claim: Claim,
  entry: JsonObject,
  path: Path,
  source: Source,
  { owner, docs }: ClaimsContext,
): readonly InputError[] {
  const errors: InputError[] = [];
  const report = (key: string, reason: string, suggestion: string): void => {
    errors.push(source.fail([...path, Object.hasOwn(entry, key) ? key : 'id'], `${claim.id}: ${reason}`, suggestion));
  };
  const { basis, level, levelReason } = claim;
  const isHeld = entry['heldBy'] !== undefined || claim.heldBy.length > 0;
  if (!claim.id.startsWith(`${owner}.`)) report('id', `the id does not begin with ${owner}.`, `Name it ${owner}.…`);
  if (entry['doc'] === undefined) {
    const known = `Name it here, or \`doc:\` at the head of the file. Known: ${docs.join(', ')}.`;
    report('id', 'it names no page.', known);
  } else if (!docs.includes(claim.doc)) report('doc', `there is no doc ${claim.doc}.`, `Known: ${docs.join(', ')}.`);
  if (isHeld && claim.uncheckable !== null) {
    report('uncheckable', 'it is both held by something and uncheckable.', 'Keep the one that is true.');
  } else if (!isHeld && claim.uncheckable === null) {
    const hint = 'Name it by `x-claim` in a schema, or add `heldBy:`, or `uncheckable:` with the reason.';
    report('id', 'nothing holds the provider to it.', hint);
  }
  if (claim.quote === null && basis !== 'silent') {
    report('quote', `it is ${basis} without documented words.`, 'Quote them, or make it `basis: silent`.');
  }
  const usual = LEVEL_OF_BASIS[basis];
  if (levelReason === null && level !== usual) {
    const asserts = basis === 'silent' && levelRank(level) > levelRank('note') ? ' Silence asserts nothing.' : '';
    const reason = `the level is ${level}, but the level of a ${basis} claim is ${usual}.${asserts}`;
    report('level', reason, 'Leave `level` out, or say why in `levelReason`.');
  }
  const rule = claim.heldBy.find(({ by }) => by === 'check' || by === 'mistake');
  if (basis === 'silent' && levelReason === null && rule !== undefined) {
    report('heldBy', `a silent claim is held by a ${rule.by}: silence asserts nothing.`, 'Say why in `levelReason`.');
  }
  return errors;
}

/** Parses one entry of `heldBy`. Its kind is the first key of `holderShapes` that it has. */
function parseHolder(entry: JsonObject, path: Path, source: Source, context: ClaimsContext): Result<Holder> {
  const kind = HOLDER_KINDS.find((each) => Object.hasOwn(entry, each));
  if (kind === undefined) {
    const names = Object.keys(entry);
    if (names.includes('schema')) {
      const hint = 'Leave it out: the claim is held by every node of a schema with its id as `x-claim`.';
      return fail([source.fail(path, 'A schema is no entry of `heldBy`.', hint)]);
    }
    const found = names.map((name) => quote(name)).join(', ') || 'nothing';
    const reason = `A holder names one of ${HOLDER_KINDS.join(', ')}; this one has ${found}.`;
    return fail([source.fail(path, reason, names[0] === undefined ? null : didYouMean(names[0], HOLDER_KINDS))]);
  }
  const misshapen = checkShape(kind === 'mistake' ? mistakeShape(context.mistakes) : holderShapes[kind], source, path);
  if (misshapen.length > 0) return fail(misshapen);
  const holder = toHolder(kind, entry);
  const errors = holder.by === 'check' ? checkCheck(holder, path, source, context.checks) : [];
  return errors.length > 0 ? fail(errors) : ok(holder);
}

// The shape was checked before: each cast names what it guarantees.
function toHolder(kind: HolderKind, entry: JsonObject): Holder {
  const name = asString(entry[kind]) ?? '';
  switch (kind) {
    case 'check':
      return { by: kind, check: name, with: asObject(entry['with']) ?? {} };
    case 'mistake':
      return { by: kind, mistake: name, status: asArray(entry['status']).map(Number) };
    case 'case':
      return { by: kind, case: name };
    case 'feature':
    default:
      return { by: 'feature', feature: name };
  }
}

function checkCheck(
  holder: Holder & { readonly by: 'check' },
  path: Path,
  source: Source,
  checks: readonly Check[],
): readonly InputError[] {
  const check = checks.find(({ id }) => id === holder.check);
  if (check === undefined) {
    const near = didYouMean(
      holder.check,
      checks.map(({ id }) => id),
    );
    return [source.fail([...path, 'check'], `There is no check ${quote(holder.check)}.`, near)];
  }
  if (check.params !== null) return checkShape(check.params, source, [...path, 'with'], {});
  return Object.keys(holder.with).length === 0
    ? []
    : [source.fail([...path, 'with'], `The check ${check.id} takes no parameters.`, 'Leave `with` out.', 'key')];
}
