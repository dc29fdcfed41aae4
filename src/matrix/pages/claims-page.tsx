import { urlOfClaim } from '../../core/model/spec.js';
import { claimRows, specsOf } from '../model/claim-rows.js';
import type { Matrix } from '../model/matrix.js';
import { address, claimAnchor, relative } from '../view/address.js';
import { ClaimTargets } from '../view/claim-targets.js';
import { FilterField } from '../view/filter-field.js';
import { renderListPage } from '../view/filtered-table.js';
import { Quotation, SourceLink } from '../view/source-link.js';
import { LevelMark } from '../view/state-mark.js';

/** The specs that judged the targets, with counts of their claims. */
export function claimsPage(matrix: Matrix): string {
  const path = address.claims;
  return renderListPage(matrix, {
    path,
    title: 'By claim',
    description: 'Which documented sentences are met, broken and untested.',
    lead: 'A claim is one statement of a provider’s documents. Choose a spec.',
    children: (
      <ul class="runs">
        {specsOf(matrix).map((spec) => {
          const rows = claimRows(matrix, spec);
          return (
            <li>
              <h2>
                <a href={relative(path, address.claimsOf(spec))}>{spec}</a>
              </h2>
              <p>
                {rows.length} claims; {rows.filter(({ broken }) => broken.length > 0).length} broken by at least one
                target, {rows.filter(({ broken, met }) => broken.length + met.length === 0).length} untested or
                uncheckable everywhere.
              </p>
            </li>
          );
        })}
      </ul>
    ),
  });
}

/** The claims of one spec, each with the documented words and the targets that meet and break it. */
export function claimsOfPage(matrix: Matrix, spec: string): string {
  const path = address.claimsOf(spec);
  const rows = claimRows(matrix, spec);
  return renderListPage(matrix, {
    path,
    title: `Claims of ${spec}`,
    description: `The claims of ${spec}, and the targets that meet and break them.`,
    lead: `${rows.length} statements of the documents, with the targets that meet and break each.`,
    above: [address.claims, 'By claim'],
    children: (
      <>
        <FilterField label="Filter claims" placeholder="broken, untested, finish_reason …" />
        <ol class="claims" id="filtered">
          {rows.map((row) => (
            <li id={claimAnchor(row.id)}>
              <p>
                {row.words === null ? null : <LevelMark level={row.words.claim.level} />} <code>{row.id}</code>{' '}
                <a class="here" href={`#${claimAnchor(row.id)}`} aria-label="Link to this claim">
                  #
                </a>
              </p>
              {row.words === null ? (
                <p class="quiet">This revision of the spec is not installed here: its words are not shown.</p>
              ) : (
                <>
                  <p>{row.words.claim.says}</p>
                  {row.words.claim.quote === null ? null : <Quotation quote={row.words.claim.quote} />}
                  {row.words.doc === null ? null : (
                    <p class="quiet">
                      <SourceLink title={row.words.doc.title} url={urlOfClaim(row.words.doc, row.words.claim)} />, read
                      on {row.words.doc.read}
                    </p>
                  )}
                </>
              )}
              <ClaimTargets path={path} row={row} />
            </li>
          ))}
        </ol>
      </>
    ),
  });
}
