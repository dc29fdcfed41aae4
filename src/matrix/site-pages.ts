import type { Matrix } from './model/matrix.js';
import { specsOf } from './model/claim-rows.js';
import { claimsOfPage, claimsPage } from './pages/claims-page.js';
import { clientsPage } from './pages/clients-page.js';
import { comparePage } from './pages/compare-page.js';
import { comparisonPage } from './pages/comparison-page.js';
import { documentsPage } from './pages/documents-page.js';
import { findingPage } from './pages/finding-page.js';
import { findingsPage } from './pages/findings-page.js';
import { indexPage } from './pages/index-page.js';
import { parametersPage } from './pages/parameters-page.js';
import { suitePage } from './pages/suite-page.js';
import { targetPage } from './pages/target-page.js';
import { badgeJson, badgeOf, badgeSvg } from './text/badge.js';
import { matrixJson } from './text/matrix-json.js';
import { matrixMarkdown } from './text/matrix-md.js';
import { matrixSvg } from './text/matrix-svg.js';
import { address } from './view/address.js';

/** A file of the site: its path relative to the top, with slashes, and its text. */
export type SiteFile = readonly [path: string, text: string];

/** Every file of the site except the pages of each run. */
export function* sitePages(matrix: Matrix): Generator<SiteFile> {
  yield [address.index, indexPage(matrix)];
  yield ['matrix.svg', matrixSvg(matrix)];
  yield ['matrix.json', matrixJson(matrix)];
  yield ['matrix.md', matrixMarkdown(matrix)];
  yield [address.findings, findingsPage(matrix)];
  yield [address.parameters, parametersPage(matrix)];
  yield [address.clients, clientsPage(matrix)];
  yield [address.documents, documentsPage(matrix)];
  yield [address.claims, claimsPage(matrix)];
  yield [address.compare, comparePage(matrix)];
  for (const shared of matrix.findings) yield [address.finding(shared), findingPage(matrix, shared)];
  for (const spec of specsOf(matrix)) yield [address.claimsOf(spec), claimsOfPage(matrix, spec)];
  for (const suite of matrix.suites.filter(({ slug }, i) => matrix.suites.findIndex((row) => row.slug === slug) === i))
    yield [address.suite(suite), suitePage(matrix, suite)];
  for (const target of matrix.targets) {
    yield [address.target(target), targetPage(matrix, target)];
    for (const [i, run] of target.runs.entries()) {
      for (const view of matrix.views) {
        const badge = badgeOf(run, view);
        yield [address.badge(run, view, 'svg'), badgeSvg(badge)];
        yield [address.badge(run, view, 'json'), badgeJson(badge)];
      }
      const before = target.runs[i + 1];
      if (before !== undefined) yield [address.comparison(before, run), comparisonPage(matrix, before, run)];
    }
  }
}
