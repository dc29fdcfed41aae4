import { dialects } from '../../core/dialect/index.js';
import type { ClientImpact } from '../../core/model/impact.js';
import type { Matrix, Run, SeenFinding, SiteClient } from './matrix.js';
import { slugOf } from './slug.js';
import type { State } from './state.js';

/** What a run shows about a client. */
export interface ClientCell {
  /**
   * `diverges`: a finding breaks the client. `should`: one may break it. `conforms`: every finding leaves it intact.
   * `inconclusive`: none is known to break it, and some were not measured. `not-judged`: the run was not judged by documents
   * of its API family.
   */
  readonly state: State;
  /** The findings that break it, then those that may. */
  readonly breaking: readonly ClientFinding[];
  /** How many findings leave it intact, as measured. */
  readonly intact: number;
  /** How many findings the run has. */
  readonly all: number;
}

/** A finding with what it does to a client. */
export interface ClientFinding {
  readonly finding: SeenFinding;
  readonly impact: ClientImpact;
}

/** The anchor of a client on the page of a run: `client-ai-sdk-openai-3.0.9`. */
export function clientAnchor({ client, version }: SiteClient): string {
  return `client-${slugOf(`${client}-${version}`, 80)}`;
}

/**
 * The cell of a client and a run. The documents of the API that the client was made for decide; if the run was not judged
 * by them, a finding by other documents of the family can still break the client.
 */
export function clientCell({ dialectOf }: Pick<Matrix, 'dialectOf'>, run: Run, client: SiteClient): ClientCell {
  const family = run.specs
    .filter(({ id }) => (run.dialects.get(id) ?? dialectOf.get(id)) === client.dialect)
    .map(({ id }) => id);
  const original = dialects.get(client.dialect)?.dropInFor.spec ?? '';
  const isJudged = family.includes(original);
  const specs = isJudged ? [original] : family;
  const findings = [...run.findings.values()].filter(({ spec }) => specs.includes(spec));
  const impacts = findings.flatMap((finding): readonly ClientFinding[] => {
    const impact = finding.impact?.clients.find(
      (each) => each.client === client.client && each.version === client.version,
    );
    return impact === undefined ? [] : [{ finding, impact }];
  });
  const of = (...effects: readonly ClientImpact['effect'][]): readonly ClientFinding[] =>
    impacts.filter(({ impact: { effect } }) => effects.includes(effect));
  const [breaks, mayBreak, intact] = [of('breaks'), of('may-break'), of('works', 'not-used').length];
  const cell = { breaking: [...breaks, ...mayBreak], intact, all: findings.length };
  if (specs.length === 0) return { ...cell, state: 'not-judged' };
  if (breaks.length > 0) return { ...cell, state: 'diverges' };
  if (mayBreak.length > 0) return { ...cell, state: 'should' };
  return { ...cell, state: isJudged && run.complete && intact === findings.length ? 'conforms' : 'inconclusive' };
}

/** `✗ 2`, `? 3/5`: findings that break or may break the client; else those that leave it intact, of all. */
export function clientCounts({ state, breaking, intact, all }: ClientCell): string {
  if (state === 'diverges' || state === 'should') return `${breaking.length}`;
  return all === 0 || state === 'not-judged' ? '' : `${intact}/${all}`;
}
