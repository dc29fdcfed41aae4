import { CONTRACT_PARTS, type ContractPart } from '../../core/spec/compare-specs.js';
import { FILTER_SCRIPT } from '../client/scripts.js';
import type { ComparedDocuments, Matrix } from '../model/matrix.js';
import { MATRIX_STYLES } from '../style/table.js';
import { address } from '../view/address.js';
import { FilterField } from '../view/filter-field.js';
import { renderPage } from '../view/page.js';

const PART_TITLES: Readonly<Record<ContractPart, string>> = {
  endpoint: 'Endpoint and key',
  parameter: 'Parameters',
  response: 'Fields of the response',
  chunk: 'Fields of a chunk',
  stream: 'Stream',
  error: 'Fields of an error',
  status: 'Statuses of wrong requests',
  models: 'Fields of the list of models',
  rule: 'Rules, with their level',
  feature: 'Features',
};

/** What the documents of each provider say, column by column. No request is needed for it. */
export function documentsPage(matrix: Matrix): string {
  const path = address.documents;
  return renderPage(matrix, {
    path,
    title: `Documents — ${matrix.title}`,
    description: 'What the documents of each provider say: parameters, fields, ranges, errors and rules of streams.',
    styles: MATRIX_STYLES,
    script: FILTER_SCRIPT,
    trail: [[address.index, 'Matrix']],
    body: (
      <>
        <h1>Documents</h1>
        <p class="lead">
          What the documents of each provider say, before any request is sent. An empty cell is not documented: a client
          must not rely on it.
        </p>
        <FilterField label="Filter rows" placeholder="stream, error.code, 401 …" />
        {matrix.documents.map((documents) => (
          <Family documents={documents} isFirst={documents === matrix.documents[0]} />
        ))}
      </>
    ),
  });
}

function Family({ documents, isFirst }: { readonly documents: ComparedDocuments; readonly isFirst: boolean }) {
  const { dialect, specs, rows } = documents;
  return (
    <section>
      <h2>{dialect}</h2>
      <div class="scroll" role="region" aria-label={`Documents of ${dialect}`} tabindex={0}>
        <table class="matrix wide plain" id={isFirst ? 'filtered' : undefined}>
          <caption>Documents of {dialect}</caption>
          <thead>
            <tr>
              <td />
              {specs.map(({ id, title, revision }) => (
                <th scope="col" title={title}>
                  {id}
                  <small>{revision}</small>
                </th>
              ))}
            </tr>
          </thead>
          {CONTRACT_PARTS.map((part) => {
            const own = rows.filter((row) => row.part === part);
            return own.length === 0 ? null : (
              <tbody>
                <tr class="suite">
                  <th scope="rowgroup" colSpan={specs.length + 1}>
                    <span class="title">{PART_TITLES[part]}</span>
                  </th>
                </tr>
                {own.map(({ name, cells }) => (
                  <tr>
                    <th scope="row">
                      <code>{name}</code>
                    </th>
                    {cells.map((cell) => (
                      <td>{cell}</td>
                    ))}
                  </tr>
                ))}
              </tbody>
            );
          })}
        </table>
      </div>
    </section>
  );
}
