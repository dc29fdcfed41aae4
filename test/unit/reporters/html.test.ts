import { createHash } from 'node:crypto';
import { DOMParser } from '@xmldom/xmldom';
import { describe, expect, it } from 'vitest';
import { htmlReport } from '../../../src/reporters/html/html.js';
import { makeDivergence, makeResult } from '../../support/divergence.js';
import { CASES, HOSTILE, sampleReport } from './sample-report.js';

const options = { color: false, width: 100, notes: false, gate: { failOn: 'should' } } as const;
const page = htmlReport(sampleReport(), options);

describe('htmlReport', () => {
  it('lets in its own style alone, by its hash', () => {
    const style = /<style>([\s\S]*?)<\/style>/u.exec(page)?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/u.exec(page)?.[1];
    expect(policy?.replaceAll('&#39;', "'")).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`,
    );
  });

  it('needs nothing else: no script, no frame, no picture, nothing that is loaded', () => {
    expect(page).not.toMatch(/<(script|iframe|img|link|object|embed|base|form)\b/iu);
    expect(page).not.toMatch(/ (src|srcset|style|on[a-z]+)=/iu);
    expect(page).not.toMatch(/@import|url\(/iu);
  });

  it('shows the text of a server as text', () => {
    const body = page.slice(page.indexOf('<body>'), page.indexOf('</body>') + '</body>'.length);
    const { documentElement } = new DOMParser().parseFromString(body, 'text/html');
    expect(documentElement?.textContent).toContain(HOSTILE);
  });

  it('links to web addresses alone', () => {
    const source = { title: 'Acme', url: 'javascript:alert(1)', quote: null };
    const report = sampleReport([makeResult({ divergences: [makeDivergence({ source })] })], false);
    expect(htmlReport(report, options)).not.toContain('href');
    expect(page).toContain('href="https://acme.example/errors?a=1&amp;b=2"');
  });

  it('says what a gateway repaired, and whose the rest is', () => {
    const report = sampleReport([makeResult({ divergences: [makeDivergence({ origin: 'introduced' })] })], false);
    const { run, totals } = report;
    const repaired = [{ case: 'basic/minimal', spec: 'acme', divergence: makeDivergence({ sentence: HOSTILE }) }];
    const against = { target: report.target, requests: 5, tokens: run.tokens, totals, repaired };
    const text = htmlReport({ ...report, against }, options);
    expect(text).toContain('introduced by the gateway');
    expect(text).toContain('<h2>Repaired</h2>');
    expect(text).not.toContain('<script>');
    expect(page).not.toContain('Repaired');
  });

  it('says whether the run passes', () => {
    expect(page).toContain('class="verdict bad"');
    const conforming = CASES.map((id) => makeResult({ case: id }));
    expect(htmlReport(sampleReport(conforming, false), options)).toContain('class="verdict"');
    expect(htmlReport(sampleReport(conforming.slice(1), false), options)).toContain('class="verdict bad"');
  });
});
