import type { Auth } from '../model/case.js';
import type { AuthScheme, Spec } from '../model/spec.js';
import type { Derivation } from '../model/suite.js';
import type { Candidate, Offer } from './candidate.js';
import { derivedCandidate, derivedStep } from './derived-candidate.js';
import { promisesOutright } from '../spec/promises.js';

/** The header that the probe presents the key in. */
const FOREIGN = 'x-api-key';

/** The feature of a spec that promises RFC 9110 §11.1: the name of an auth scheme has no case. */
const SCHEME_CASE = 'auth.scheme-case';

type Told = Pick<Candidate, 'title' | 'asks' | 'about'> & Partial<Pick<Candidate, 'expects' | 'mistake'>>;
type Make = (what: string, auth: Auth, told: Told) => Candidate;

/**
 * For every documented way to present the key: it is accepted, and refused with a wrong key. Beside it, where the
 * documents know no `x-api-key`, a probe that presents the key there: it accuses nobody, but it tells an endpoint that
 * takes the key elsewhere from a key that is wrong.
 */
export function deriveAuth(suite: string, derivation: Derivation, spec: Spec): readonly Offer[] {
  const make: Make = (what, auth, told) =>
    derivedCandidate(suite, what, derivation, { ...told, steps: [derivedStep(derivation, { auth })] });
  const candidates = spec.auth.flatMap((scheme) => {
    const basic = [acceptedCase(scheme, make), wrongKeyCase(scheme, make)];
    if (scheme.prefix === scheme.prefix.toLowerCase()) return basic;
    const promised = promisesOutright(spec, SCHEME_CASE, `${suite}/${scheme.id}.lower-case`);
    return [...basic, lowerCaseCase(scheme, make, promised)];
  });
  const known = spec.auth.some(({ header }) => header === FOREIGN);
  const all = spec.auth.length === 0 || known ? candidates : [...candidates, foreignHeaderCase(make)];
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

function foreignHeaderCase(make: Make): Candidate {
  const auth: Auth = { kind: 'foreign', scheme: null };
  return make('foreign-header', auth, {
    title: `The key in ${FOREIGN}`,
    asks: 'Presents the key in a header that the documents do not name; either answer is right.',
    about: 'endpoint',
    expects: 'either',
  });
}
