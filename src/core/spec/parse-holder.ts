import type { Check } from '../checks/check.js';
import type { InputError } from '../model/input-error.js';
import type { Holder, Mistake, SchemaName } from '../model/claim.js';
import type { JsonObject } from '../model/json.js';
import { asArray, asObject, asString } from '../wire/narrow.js';
import { quote } from '../wire/quote.js';
import { holderShapes } from './claims-shape.js';
import { didYouMean } from './nearest.js';
import { checkShape } from './shape.js';
import type { Path, Source } from './source.js';

type Kind = keyof typeof holderShapes;
const KINDS = Object.keys(holderShapes) as readonly Kind[];

/**
 * Reads one entry of a claim's `heldBy`. Its kind is the first of schema, check, mistake, case, feature that it names.
 * @param checks the checks that may be named
 */
export function parseHolder(
  entry: JsonObject,
  path: Path,
  source: Source,
  checks: readonly Check[],
): { readonly holder: Holder } | { readonly errors: readonly InputError[] } {
  const kind = KINDS.find((each) => Object.hasOwn(entry, each));
  if (kind === undefined) {
    const names = Object.keys(entry);
    const reason = `A holder names one of ${KINDS.join(', ')}; this one has ${names.map((name) => quote(name)).join(', ') || 'nothing'}.`;
    return { errors: [source.fail(path, reason, names[0] === undefined ? null : didYouMean(names[0], KINDS))] };
  }
  const errors = checkShape(holderShapes[kind], source, path);
  if (errors.length > 0) return { errors };
  const holder = build(kind, entry);
  const slips = holder.by === 'check' ? judgeCheck(holder, path, source, checks) : [];
  return slips.length > 0 ? { errors: slips } : { holder };
}

// The shape was held to just before: each cast names what it made sure of.
function build(kind: Kind, entry: JsonObject): Holder {
  const named = asString(entry[kind]) ?? '';
  switch (kind) {
    case 'schema':
      return { by: kind, schema: named as SchemaName, pointer: asString(entry['pointer']) ?? '' };
    case 'check':
      return { by: kind, check: named, with: asObject(entry['with']) ?? {} };
    case 'mistake':
      return { by: kind, mistake: named as Mistake, status: asArray(entry['status']).map(Number) };
    case 'case':
      return { by: kind, case: named };
    case 'feature':
    default:
      return { by: 'feature', feature: named };
  }
}

function judgeCheck(
  holder: Holder & { readonly by: 'check' },
  path: Path,
  source: Source,
  checks: readonly Check[],
): readonly InputError[] {
  const check = checks.find(({ id }) => id === holder.check);
  if (check === undefined) {
    const ids = checks.map(({ id }) => id);
    const near = didYouMean(holder.check, ids);
    return [source.fail([...path, 'check'], `There is no check ${quote(holder.check)}.`, near)];
  }
  if (check.params !== undefined) return checkShape(check.params, source, [...path, 'with'], {});
  const names = Object.keys(holder.with);
  return names.length === 0
    ? []
    : [source.fail([...path, 'with'], `The check ${check.id} takes no parameters.`, 'Leave `with` out.', 'key')];
}
