import type { Check } from '../checks/check.js';
import type { Basis, Claim, Holder, Level } from '../model/claim.js';
import type { InputError } from '../model/input-error.js';
import type { JsonObject } from '../model/json.js';
import { asArray, asObject, asString } from '../wire/narrow.js';
import { claimsShape } from './claims-shape.js';
import { parseHolder } from './parse-holder.js';
import { checkShape } from './shape.js';
import type { Path, Source } from './source.js';
import { parseYaml } from './yaml-source.js';

/** The claims of one `claims.yaml`, each at its place in the file. */
export interface ParsedClaims {
  readonly source: Source;
  readonly claims: readonly Claim[];
}

const levelOf: Readonly<Record<Basis, Level>> = { stated: 'must', shown: 'should', silent: 'note' };
const WEIGHT: Readonly<Record<Level, number>> = { note: 0, should: 1, must: 2 };

/**
 * Parses a `claims.yaml` and holds every claim to what can be said of it by itself.
 * @param owner the id of the spec or standard, with which the ids of its claims begin
 * @param docs ids of the pages that a claim may name
 */
export function parseClaims(
  text: string,
  file: string,
  context: { readonly owner: string; readonly docs: readonly string[]; readonly checks: readonly Check[] },
): ParsedClaims | { readonly errors: readonly InputError[] } {
  const read = parseYaml(text, file);
  if ('errors' in read) return read;
  const { source } = read;
  const misshapen = checkShape(claimsShape, source);
  if (misshapen.length > 0) return { errors: misshapen };
  const errors: InputError[] = [];
  const claims = asArray(source.value).map((value, n) => {
    const entry = asObject(value) ?? {};
    const holders = asArray(entry['heldBy']).flatMap((holder, m): readonly Holder[] => {
      const parsed = parseHolder(asObject(holder) ?? {}, [n, 'heldBy', m], source, context.checks);
      if ('holder' in parsed) return [parsed.holder];
      errors.push(...parsed.errors);
      return [];
    });
    const claim = build(entry, holders, context.owner);
    errors.push(...judge(claim, entry, [n], source, context));
    return claim;
  });
  return errors.length > 0 ? { errors } : { source, claims };
}

function build(entry: JsonObject, heldBy: readonly Holder[], owner: string): Claim {
  const basis = asString(entry['basis']) as Basis;
  return {
    id: asString(entry['id']) ?? '',
    spec: owner,
    basis,
    level: (asString(entry['level']) as Level | null) ?? levelOf[basis],
    levelReason: asString(entry['levelReason']),
    says: asString(entry['says']) ?? '',
    quote: asString(entry['quote']),
    doc: asString(entry['doc']) ?? '',
    heldBy,
    uncheckable: asString(entry['uncheckable']),
  };
}

function judge(
  claim: Claim,
  entry: JsonObject,
  path: Path,
  source: Source,
  { owner, docs }: { readonly owner: string; readonly docs: readonly string[] },
): readonly InputError[] {
  const errors: InputError[] = [];
  const fail = (key: string, reason: string, suggestion: string): void => {
    errors.push(source.fail([...path, Object.hasOwn(entry, key) ? key : 'id'], `${claim.id}: ${reason}`, suggestion));
  };
  const { basis, level, levelReason } = claim;
  const held = entry['heldBy'] !== undefined;
  if (!claim.id.startsWith(`${owner}.`)) fail('id', `the id does not begin with ${owner}.`, `Name it ${owner}.…`);
  if (!docs.includes(claim.doc)) fail('doc', `there is no doc ${claim.doc}.`, `Known: ${docs.join(', ')}.`);
  if (held && claim.uncheckable !== null) {
    fail('uncheckable', 'it is both held by something and uncheckable.', 'Keep the one that is true.');
  } else if (!held && claim.uncheckable === null) {
    fail('id', 'nothing holds the provider to it.', 'Add `heldBy:`, or `uncheckable:` with the reason.');
  }
  if (claim.quote === null && basis !== 'silent') {
    fail('quote', `it is ${basis} without documented words.`, 'Quote them, or make it `basis: silent`.');
  }
  if (levelReason === null && level !== levelOf[basis]) {
    const asserts = basis === 'silent' && WEIGHT[level] > WEIGHT.note ? ' Silence asserts nothing.' : '';
    const reason = `the level ${level} departs from ${levelOf[basis]}, which is that of a ${basis} claim.${asserts}`;
    fail('level', reason, 'Leave `level` out, or say why in `levelReason`.');
  }
  const rule = claim.heldBy.find(({ by }) => by === 'check' || by === 'mistake');
  if (basis === 'silent' && levelReason === null && rule !== undefined) {
    fail('heldBy', `a silent claim is held by a ${rule.by}: silence asserts nothing.`, 'Say why in `levelReason`.');
  }
  return errors;
}
