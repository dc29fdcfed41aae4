import type { Auth } from '../model/case.js';
import type { AuthScheme, Spec } from '../model/spec.js';
import type { Derivation } from '../model/suite.js';
import type { Candidate, Offer } from './candidate.js';
import { derivedCandidate, derivedStep } from './derived-candidate.js';

/** The header that the probe presents the key in. */
const FOREIGN = 'x-api-key';

/**
 * For every documented way to present the key: it is accepted, and refused with a wrong key. Beside it, where the
 * documents know no `x-api-key`, a probe that presents the key there: it accuses nobody, but it tells an endpoint that
 * takes the key elsewhere from a key that is wrong.
 */
export function deriveAuth(suite: string, derivation: Derivation, spec: Spec): readonly Offer[] {
  const make = (what: string, auth: Auth, told: Told): Offer => ({
    candidate: derivedCandidate(suite, what, derivation, { ...told, steps: [derivedStep(derivation, { auth })] }),
  });
  const offers = spec.auth.flatMap((scheme) => schemeOffers(scheme, make));
  if (spec.auth.length === 0 || spec.auth.some(({ header }) => header === FOREIGN)) return offers;
  const probe = make(
    'foreign-header',
    { kind: 'foreign', scheme: null },
    {
      title: `The key in ${FOREIGN}`,
      asks: 'Presents the key in a header that the documents do not name; either answer is right.',
      about: 'endpoint',
      expects: 'either',
    },
  );
  return [...offers, probe];
}

type Told = Pick<Candidate, 'title' | 'asks' | 'about'> & Partial<Pick<Candidate, 'expects' | 'mistake'>>;

function schemeOffers(
  { id, header, prefix }: AuthScheme,
  make: (what: string, auth: Auth, told: Told) => Offer,
): readonly Offer[] {
  const about = `auth.${id}`;
  const accepted = make(
    `${id}.accepted`,
    { kind: 'valid', scheme: id },
    {
      title: `The key in ${header}`,
      asks: `Presents the key in ${header} as documented, which must be accepted.`,
      about,
    },
  );
  const wrong = make(
    `${id}.wrong-key`,
    { kind: 'wrong', scheme: id },
    {
      title: `A wrong key in ${header}`,
      asks: `Presents a wrong key in ${header}, which must be refused.`,
      about,
      mistake: 'wrong-key',
    },
  );
  if (prefix === prefix.toLowerCase()) return [accepted, wrong];
  const lower = make(
    `${id}.lower-case`,
    { kind: 'lower-case', scheme: id },
    {
      title: `The key in ${header}, its scheme in lower case`,
      asks: 'Writes the name of the scheme in lower case, which RFC 9110 §11.1 makes the same scheme.',
      about: 'auth.scheme-case',
    },
  );
  return [accepted, wrong, lower];
}
