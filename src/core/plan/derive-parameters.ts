import { defined } from '../model/defined.js';
import { dialectOf } from '../dialect/index.js';
import type { RequestBody } from '../model/case.js';
import type { JsonObject } from '../model/json.js';
import type { Spec } from '../model/spec.js';
import type { Derivation, ParameterRule } from '../model/suite.js';
import { quote } from '../wire/quote.js';
import { type Candidate, type Offer, derivedCandidate, derivedStep, withOwnText } from './candidate.js';
import { isDocumented } from './resolve-step.js';
import { allowedValues, forbiddenValues, type DerivedValue, parameterFacts } from './parameter-values.js';
import { documentedParameters, knowsParameter, parameterSchema, promisesOutright } from '../schema/promises.js';
import { plainRule } from './read-derivation.js';

/** Derives cases from the request schema of a spec: parameters with a rule first, in the order of the rules, then all others. */
export function deriveParameters(suite: string, derivation: Derivation, spec: Spec): readonly Offer[] {
  const { structural } = dialectOf(spec).request;
  const names = new Set([...Object.keys(derivation.parameters), ...documentedParameters(spec)]);
  const each = [...names].flatMap((name) => {
    if (structural.includes(name)) return [];
    const rule = derivation.parameters[name] ?? plainRule;
    const schema = parameterSchema(spec, name);
    if (schema === null) return rule.skip === null && !rule.uncommon ? [{ id: `${suite}/${name}.*`, needs: name }] : [];
    const nulls = nullOffers({ suite, derivation, spec, name, rule, schema });
    const missing = Object.keys(rule.with).filter((other) => !knowsParameter(spec, other));
    const lacks = rule.skip ?? (missing.length > 0 ? missing.join(', ') : null);
    if (lacks !== null) return [{ id: `${suite}/${name}.*`, needs: lacks }, ...nulls];
    return [...offers({ suite, derivation, spec, name, rule, schema }), ...nulls];
  });
  return [...each, ...deriveTogether(suite, derivation, spec, each)];
}

/** The names of the requests with parameters together: each has another value of every parameter. */
const TOGETHER = ['min', 'middle', 'max'];

/**
 * Requests with all parameters that may be combined. Each case of one value is combined with the one that has its value: if
 * it is accepted, all of them share its response.
 */
function deriveTogether(
  suite: string,
  derivation: Derivation,
  spec: Spec,
  offered: readonly Offer[],
): readonly Offer[] {
  const values = new Map<string, RequestBody[]>();
  for (const each of offered) {
    if (!('candidate' in each) || each.candidate.joins !== true) continue;
    const request = each.candidate.steps[0]?.request ?? {};
    const { about } = each.candidate;
    // Null means the same as a parameter that is left out.
    if (request[about] === null) continue;
    values.set(about, [...(values.get(about) ?? []), request]);
  }
  return TOGETHER.flatMap((what, n): readonly Offer[] => {
    let request: JsonObject = derivation.request;
    for (const all of values.values()) {
      const own = all[Math.min(n, all.length - 1)] ?? {};
      const agrees = Object.entries(own).every(
        ([name, value]) => !Object.hasOwn(request, name) || JSON.stringify(request[name]) === JSON.stringify(value),
      );
      const joined: JsonObject = { ...request, ...own };
      // The documents may forbid parameters together.
      if (agrees && isDocumented(spec, withModel(joined))) request = joined;
    }
    const names = Object.keys(request).filter((name) => values.has(name));
    if (names.length < 2) return [];
    const details = {
      title: `${names.length} parameters together, ${what}`,
      asks: 'Sends all parameters that only change which words are chosen, or nothing that a response shows, in one request.',
      about: 'endpoint',
      joins: true as const,
      combines: true as const,
      steps: [derivedStep(derivation, { request })],
    };
    return [{ candidate: derivedCandidate(suite, `together.${what}`, derivation, details) }];
  });
}

/** Null for a parameter whose schema allows it: it has the same effect as leaving the parameter out. */
function nullOffers(parameter: Parameter): readonly Offer[] {
  const { name, schema, spec } = parameter;
  if (!parameterFacts(schema, spec.schemas.request ?? {}).nullable) return [];
  const details = {
    title: `${name} null`,
    asks: `Sends ${name} with null, which the documents allow.`,
    joins: true as const,
  };
  return [offer(parameter, { what: 'null', value: null }, details)];
}

interface Parameter {
  readonly suite: string;
  readonly derivation: Derivation;
  readonly spec: Spec;
  readonly name: string;
  readonly rule: ParameterRule;
  readonly schema: JsonObject;
}

function offers(parameter: Parameter): readonly Offer[] {
  const { name, rule, schema, spec } = parameter;
  const facts = parameterFacts(schema, spec.schemas.request ?? {});
  const fromSchema = rule.written ? [] : allowedValues(facts);
  const allowed = new Map(fromSchema.map(({ what, value }) => [what, value]));
  for (const [what, value] of Object.entries(rule.values)) allowed.set(what, value);
  return [
    ...[...allowed].map(([what, value]) =>
      offer(
        parameter,
        { what, value },
        {
          title: `${name} ${quote(value, 40)}`,
          asks: `Sends ${name} with a value that the documents allow.`,
          ...defined({
            expects: isOpen(parameter, what) ? 'either' : undefined,
            joins: rule.joins.includes(what) ? true : undefined,
          }),
        },
      ),
    ),
    ...Object.entries(rule.probes)
      // If the schema forbids the value, the derived case outside its bound sends the same.
      .filter(([, value]) => isDocumented(spec, withModel(body(parameter, value))))
      .map(([what, value]) =>
        offer(
          parameter,
          { what, value },
          {
            title: `${name} ${quote(value, 40)}`,
            asks: `Sends ${name} with a value that the documents do not mention; the endpoint may accept or refuse it.`,
            expects: 'either',
          },
        ),
      ),
    ...forbiddenValues(facts)
      .filter(({ value }) => !isDocumented(spec, withModel(body(parameter, value))))
      .map((each) =>
        offer(parameter, each, {
          title: `${name} ${quote(each.value, 40)}, ${each.mistake}`,
          asks: `Sends ${name} with a value that the documents forbid (${each.mistake}).`,
          documented: each.documented,
          ...(isOpen(parameter, each.what) ? { expects: 'either' as const } : { mistake: each.mistake }),
        }),
      ),
  ];
}

type CaseDetails = Pick<Candidate, 'title' | 'asks'> &
  Partial<Pick<Candidate, 'expects' | 'mistake' | 'documented' | 'joins'>>;

function offer(parameter: Parameter, { what, value }: DerivedValue, details: CaseDetails): Offer {
  const { suite, name, rule, spec } = parameter;
  // A limit that cuts the shared text in a model and not in another shows nothing.
  const isShared = details.expects === undefined && details.mistake === undefined && rule.limits[what] === undefined;
  const derivation = isShared ? parameter.derivation : withOwnText(parameter.derivation, `${name} ${what}`);
  const request = body({ ...parameter, derivation }, value);
  const omission = rule.omit[what] ?? (details.expects === 'either' ? rule.omitOpen[what] : undefined);
  if (omission !== undefined) return { id: `${suite}/${name}.${what}`, needs: omission };
  if (details.expects === undefined && details.mistake === undefined && !isDocumented(spec, withModel(request))) {
    return { id: `${suite}/${name}.${what}`, needs: `documents that allow ${quote(value, 40)}` };
  }
  const limit = rule.limits[what] ?? derivation.limit;
  const steps = [derivedStep(derivation, { request, limit })];
  const candidate = derivedCandidate(suite, `${name}.${what}`, derivation, { ...details, about: name, steps });
  const costly = rule.costly[what];
  return { candidate: costly === undefined ? candidate : { ...candidate, costly } };
}

function body({ derivation, rule, name }: Parameter, value: DerivedValue['value']): JsonObject {
  return { ...derivation.request, ...rule.with, [name]: value };
}

function withModel(request: JsonObject): JsonObject {
  return { model: 'a-model', ...request };
}

function isOpen({ rule, spec, name, suite }: Parameter, what: string): boolean {
  return rule.someModels && !promisesOutright(spec, name, `${suite}/${name}.${what}`);
}
