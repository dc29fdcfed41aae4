import { defined } from '../model/defined.js';
import { type AuthScheme, foreignScheme, type Spec } from '../model/spec.js';
import type { Derivation, DerivedFrom, Suite } from '../model/suite.js';
import { type Offer, derivedCandidate, derivedStep, type Candidate, withOwnText } from './candidate.js';
import { deriveParameters } from './derive-parameters.js';
import { asArray } from '../wire/json.js';
import { parameterSchema, promisesOutright } from '../schema/promises.js';
import type { Auth } from '../model/case.js';

type Derive = (suite: string, derivation: Derivation, spec: Spec) => readonly Offer[];

const sources: Readonly<Record<DerivedFrom, Derive>> = {
  parameters: deriveParameters,
  required: deriveRequired,
  auth: deriveAuth,
};

/** The cases that a suite derives from one spec. */
export function derive({ id, derivation }: Suite, spec: Spec): readonly Offer[] {
  return derivation === null ? [] : sources[derivation.from](id, derivation, spec);
}

/** For every parameter that the documents require: a request without it is refused. */
export function deriveRequired(suite: string, derivation: Derivation, spec: Spec): readonly Offer[] {
  return asArray(spec.schemas.request?.['required'])
    .map(String)
    .filter((name) => parameterSchema(spec, name) !== null)
    .map((name) => {
      const own = withOwnText(derivation, `${name} missing`);
      const request = Object.fromEntries(Object.entries(own.request).filter(([key]) => key !== name));
      const step = derivedStep(own, { request, ...defined({ model: name === 'model' ? 'omitted' : undefined }) });
      const candidate = derivedCandidate(suite, `${name}.missing`, derivation, {
        title: `No ${name}`,
        asks: `Leaves out ${name}, which the documents require.`,
        about: name,
        mistake: 'missing-field',
        steps: [step],
      });
      return { candidate };
    });
}

/** The feature of a spec that promises RFC 9110 §11.1: names of auth schemes are case-insensitive. */
const SCHEME_CASE = 'auth.scheme-case';

type CaseDetails = Pick<Candidate, 'title' | 'asks' | 'about'> & Partial<Pick<Candidate, 'expects' | 'mistake'>>;
type Make = (what: string, auth: Auth, details: CaseDetails) => Candidate;

/**
 * Two cases for every documented scheme: the key is accepted, and a wrong key is refused. If the documents do not name
 * the header that most other providers document, one more case sends the key there: it reports nothing, but shows whether
 * the endpoint reads another header or the key is wrong.
 */
export function deriveAuth(suite: string, derivation: Derivation, spec: Spec): readonly Offer[] {
  const make: Make = (what, auth, details) => {
    // The key as documented, and a wrong one, are what other cases send too.
    const isShared = auth.kind === 'valid' || auth.kind === 'wrong';
    const own = isShared ? derivation : withOwnText(derivation, what);
    return derivedCandidate(suite, what, own, { ...details, steps: [derivedStep(own, { auth })] });
  };
  const candidates = spec.auth.flatMap((scheme) => {
    const basic = [acceptedCase(scheme, make), wrongKeyCase(scheme, make)];
    if (scheme.prefix === scheme.prefix.toLowerCase()) return basic;
    const promised = promisesOutright(spec, SCHEME_CASE, `${suite}/${scheme.id}.lower-case`);
    return [...basic, lowerCaseCase(scheme, make, promised)];
  });
  const [first] = spec.auth;
  const foreign = first === undefined ? null : foreignScheme(first).header;
  const isKnown = foreign === null || spec.auth.some(({ header }) => header === foreign);
  const all = isKnown ? candidates : [...candidates, foreignHeaderCase(foreign, make)];
  return all.map((candidate) => ({ candidate }));
}

function acceptedCase({ id, header }: AuthScheme, make: Make): Candidate {
  const auth: Auth = { kind: 'valid', scheme: id };
  return make(`${id}.accepted`, auth, {
    title: `The key in ${header}`,
    asks: `Presents the key in ${header} as documented, which must be accepted.`,
    about: `auth.${id}`,
  });
}

function wrongKeyCase({ id, header }: AuthScheme, make: Make): Candidate {
  const auth: Auth = { kind: 'wrong', scheme: id };
  return make(`${id}.wrong-key`, auth, {
    title: `A wrong key in ${header}`,
    asks: `Presents a wrong key in ${header}, which must be refused.`,
    about: `auth.${id}`,
    mistake: 'wrong-key',
  });
}

function lowerCaseCase({ id, header }: AuthScheme, make: Make, promised: boolean): Candidate {
  const auth: Auth = { kind: 'lower-case', scheme: id };
  return make(`${id}.lower-case`, auth, {
    title: `The key in ${header}, its scheme in lower case`,
    asks: 'Writes the name of the scheme in lower case, which RFC 9110 §11.1 makes the same scheme.',
    about: SCHEME_CASE,
    expects: promised ? 'accepted' : 'either',
  });
}

function foreignHeaderCase(header: string, make: Make): Candidate {
  const auth: Auth = { kind: 'foreign', scheme: null };
  return make('foreign-header', auth, {
    title: `The key in ${header}`,
    asks: 'Presents the key in a header that the documents do not name; either answer is right.',
    about: 'endpoint',
    expects: 'either',
  });
}
