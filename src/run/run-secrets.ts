import { memoize } from '../core/model/memoize.js';
import { fail, ok, type Result } from '../core/model/result.js';
import { SHORTEST_SECRET, WRONG_KEY } from '../core/model/key-marker.js';
import type { Plan } from '../core/model/case.js';
import type { Spec } from '../core/model/spec.js';
import { isCredentialName, secretsOfAddress } from '../core/redact/credential-names.js';
import { withoutOrdinary } from '../core/redact/ordinary-text.js';
import { orRedactionError } from '../core/redact/fail-closed.js';
import type { Redactor } from '../core/redact/redactor.js';
import { secretParts } from '../core/redact/secret-parts.js';
import { proxySecrets } from '../io/http/proxy-secrets.js';
import { fileError } from '../core/spec/source.js';
import type { RunRequest } from './run-request.js';

/** An endpoint with its secrets; without `secrets` the values of all its headers are. */
type EndpointSecrets = Pick<RunRequest, 'baseUrl' | 'key' | 'headers' | 'secrets'>;

/**
 * The redactor of a run: it knows the secrets of all its endpoints and of the proxies that the environment names. Fails if a key or the value of a variable is
 * in the text of the requests or of the specs: redacting it would change every report.
 */
export function makeRunRedactor(
  endpoints: readonly EndpointSecrets[],
  plan: Plan,
  specs: readonly Spec[],
): Result<Redactor> {
  return orRedactionError(() => makeRedactorOf(endpoints, plan, specs));
}

function makeRedactorOf(endpoints: readonly EndpointSecrets[], plan: Plan, specs: readonly Spec[]): Result<Redactor> {
  const named = endpoints.flatMap(namedSecrets);
  const others = [...endpoints.flatMap(otherSecrets), ...proxySecrets(process.env)];
  const all = [...named.map(({ value }) => value), ...others].flatMap(secretParts);
  const { redactor, isOrdinary } = withoutOrdinary(all, () => [
    WRONG_KEY,
    ...[...plan.cases, plan.omitted].map((each) => JSON.stringify(each)),
    ...specs.map(textOf),
  ]);
  const ordinary = named.find(({ value }) => value.length >= SHORTEST_SECRET && isOrdinary(value));
  if (ordinary === undefined) return ok(redactor);
  const reason = 'it is a text of the requests or of the specs, so it cannot be redacted in reports';
  return fail([fileError(ordinary.name, reason, ordinary.hint)]);
}

/** The JSON of a spec. Several runs of one process have the same specs. */
const textOf = memoize((spec: Spec) => JSON.stringify(spec));

interface NamedSecret {
  readonly name: string;
  readonly value: string;
  readonly hint: string;
}

/** The key, and the values of variables and of headers with credentials. */
function namedSecrets({ key, headers = {}, secrets = [] }: EndpointSecrets): readonly NamedSecret[] {
  const hint = 'write a value that is no secret into the header itself';
  return [
    ...(key === null ? [] : [{ name: 'the key', value: key, hint: 'unset the variable if the endpoint needs no key' }]),
    ...Object.entries(headers)
      .filter(([name]) => isCredentialName(name))
      .map(([name, value]) => ({ name: `the header ${name}`, value, hint })),
    ...secrets.map((value) => ({ name: 'the value of a variable in a header', value, hint })),
  ];
}

/** The secrets of the address, and without a list of secrets the values of all headers. */
function otherSecrets({ baseUrl, headers = {}, secrets }: EndpointSecrets): readonly string[] {
  return [...secretsOfAddress(baseUrl), ...(secrets === undefined ? Object.values(headers) : [])];
}
