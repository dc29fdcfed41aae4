import { describe, expect, it } from 'vitest';
import { clientCell, clientCounts } from '../../../src/matrix/model/client-cells.js';
import { makeClient, makeClientData } from '../../support/client-data.js';
import { makeDivergence, makeEvents, makeResult } from './make-events.js';
import { about, matrixOf } from './make-site.js';

const index = makeDivergence();
const header = makeDivergence({ level: 'should', at: { part: 'header', name: 'x-id' } });
const unknown = makeDivergence({ at: { part: 'body', pointer: '/id' } });
const data = makeClientData(
  [
    makeClient('breaks', { index: { stream: 'throws: Error: no index' }, header: { stream: 'works' } }),
    makeClient('works', { index: { stream: 'works' }, header: {} }),
    makeClient('may', {
      index: { stream: 'works' },
      header: { stream: 'hangs' },
      'header-2': {},
      'header-3': { stream: 'hangs' },
    }),
    makeClient('other', { index: { stream: 'throws: Error' } }, { dialect: 'anthropic-messages' }),
  ],
  {
    index: ['schema missing-field chunk /choices/*/index'],
    header: ['schema missing-field header x-id'],
    'header-2': ['schema missing-field header x-id'],
    'header-3': ['schema missing-field header x-id'],
  },
);

const eventsOf = (spec: string, ...divergences: readonly ReturnType<typeof makeDivergence>[]) =>
  makeEvents({
    specs: [spec],
    results: [
      makeResult({ case: 'basic/minimal', spec }),
      makeResult({ case: 'streaming/minimal', spec, exchanges: [1], divergences }),
    ],
  });

/** The cells of the clients for a run that this spec judged: state, counts, checks behind it. */
function cellsOf(spec: string, ...divergences: readonly ReturnType<typeof makeDivergence>[]) {
  const { matrix } = matrixOf([{ events: eventsOf(spec, ...divergences), about: about('Acme') }], data);
  const [run] = matrix.columns;
  return matrix.clients.map((client) => {
    const cell = run === undefined ? null : clientCell(matrix, run, client);
    return cell === null ? null : `${client.client}: ${cell.state} ${clientCounts(cell)}`.trim();
  });
}

describe('the cell of a client and a target', () => {
  it('says what was measured for each finding, and nothing of other dialects', () => {
    expect(cellsOf('openai', index)).toEqual([
      'breaks: diverges 1',
      'works: conforms 1/1',
      'may: conforms 1/1',
      'other: not-judged',
    ]);
    expect(cellsOf('openai', index, header)).toEqual([
      'breaks: diverges 1',
      'works: inconclusive 1/2',
      'may: should 1',
      'other: not-judged',
    ]);
  });

  it('does not claim that a client works if a finding was not measured', () => {
    expect(cellsOf('openai', unknown)[1]).toBe('works: inconclusive 0/1');
    expect(cellsOf('openai')[1]).toBe('works: conforms');
  });

  it('does not claim that a client works if the documents of its API did not judge the target', () => {
    expect(cellsOf('acme', index)).toEqual([
      'breaks: diverges 1',
      'works: inconclusive 1/1',
      'may: inconclusive 1/1',
      'other: not-judged',
    ]);
  });
});

describe('the page', () => {
  const { files } = matrixOf([{ events: eventsOf('openai', index, header), about: about('Acme') }], data);
  const read = (path: string): string => files.get(path) ?? `${path} is not in the site`;

  it('leads from each cell to the findings behind it', () => {
    const [, href = ''] = /<a class="d" href="([^"]+)"><i>breaks <\/i>1<\/a>/u.exec(read('clients.html')) ?? [];
    const [page = '', anchor = ''] = href.split('#');
    const [, row = ''] = new RegExp(`<li id="${anchor}">(.*?)</li>`, 'u').exec(read(page)) ?? [];
    expect(row).toContain('breaks: throws in a stream');
    expect(row).toMatch(/<a href="\.\.\/r\/[^"]+#schema-missing-field-/u);
  });

  it('states how it was measured', () => {
    expect(read('clients.html')).toContain('The clients did not run against these targets.');
    expect(matrixOf([{ events: eventsOf('openai') }]).files.get('clients.html')).toContain(
      'There are no measurements.',
    );
  });

  it('escapes what a file of measurements says', () => {
    const hostile = makeClientData([makeClient('<b>', { index: { stream: 'throws: <script>x</script>' } })], {
      index: ['schema missing-field chunk /choices/*/index'],
    });
    const site = matrixOf([{ events: eventsOf('openai', index), about: about('Acme') }], hostile).files;
    expect([...site].filter(([path, text]) => path.endsWith('.html') && /<b>\s|<script>x/u.test(text))).toEqual([]);
    expect([...site.values()].some((text) => text.includes('&lt;script>x'))).toBe(true);
  });
});
