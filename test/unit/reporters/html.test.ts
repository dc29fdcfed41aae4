import { createHash } from 'node:crypto';
import { DOMParser } from '@xmldom/xmldom';
import { describe, expect, it } from 'vitest';
import { htmlReport } from '../../../src/reporters/html/html.js';
import { makeExchange } from '../../support/exchange.js';
import { makeDivergence, makeResult } from '../../support/divergence.js';
import { CASES, HOSTILE, sampleReport } from './sample-report.js';

const options = { color: false, width: 100, notes: false, gate: { failOn: 'should' } } as const;
const page = htmlReport(sampleReport(), options);

describe('htmlReport', () => {
  it('allows its own style and script alone, by their hashes', () => {
    const hashOf = (tag: string): string => {
      const [, text = ''] = new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`, 'u').exec(page) ?? [];
      return createHash('sha256').update(text).digest('base64');
    };
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/u.exec(page)?.[1];
    expect(policy?.replaceAll('&#39;', "'")).toBe(
      `default-src 'none'; style-src 'sha256-${hashOf('style')}'; script-src 'sha256-${hashOf('script')}'; base-uri 'none'; form-action 'none'`,
    );
  });

  it('needs nothing else: no frame, no picture, nothing that is loaded', () => {
    expect(page.match(/<script\b[^>]*>/giu)).toEqual(['<script>']);
    expect(page).not.toMatch(/<(iframe|img|link|object|embed|base)\b/iu);
    expect(page).not.toMatch(/ (src|srcset|style|on[a-z]+)=/iu);
    expect(page).not.toMatch(/@import|url\(/iu);
  });

  it('shows the text of a server as text', () => {
    const body = page.slice(page.indexOf('<body>'), page.indexOf('</body>') + '</body>'.length);
    const { documentElement } = new DOMParser().parseFromString(body, 'text/html');
    expect(documentElement?.textContent).toContain(HOSTILE);
  });

  it('keeps the lines of a schema apart in a fixed-width font, and not those of prose', () => {
    const blockOf = (quote: string): string => {
      const source = { title: 'Acme', url: 'https://acme.example', quote };
      const report = sampleReport([makeResult({ divergences: [makeDivergence({ source })] })], false);
      return /<blockquote[^>]*>[^<]*/u.exec(htmlReport(report, options))?.[0] ?? '';
    };
    expect(blockOf('required:\n  - id')).toBe('<blockquote class="lines">required:\n  - id');
    expect(blockOf('The id is\na string. […]')).toBe('<blockquote>The id is\na string. […]');
  });

  it('links to web addresses alone', () => {
    const source = { title: 'Acme', url: 'javascript:alert(1)', quote: null };
    const report = sampleReport([makeResult({ divergences: [makeDivergence({ source })] })], false);
    expect(htmlReport(report, options)).not.toMatch(/href="(?!#)/u);
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
    expect(text).not.toContain('<script>alert');
    expect(page).not.toContain('Repaired');
  });

  it('says whether the run passes', () => {
    expect(page).toContain('class="outcome bad"');
    const conforming = CASES.map((id) => makeResult({ case: id }));
    expect(htmlReport(sampleReport(conforming, false), options)).toContain('class="outcome"');
    expect(htmlReport(sampleReport(conforming.slice(1), false), options)).toContain('class="outcome bad"');
  });

  it('leads from a finding to its exchange and its cases, and back', () => {
    const report = sampleReport([makeResult({ divergences: [makeDivergence()] })], false);
    const exchanges = [makeExchange({ id: 7, case: 'streaming/basic', sse: [{ choices: [] }, '[DONE]'] })];
    const ids = new Set(
      [...htmlReport(report, { ...options, exchanges }).matchAll(/ id="([^"]+)"/gu)].map(([, id]) => id),
    );
    const links = [...htmlReport(report, { ...options, exchanges }).matchAll(/href="#([^"]+)"/gu)].map(([, id]) => id);
    expect(links).toEqual(expect.arrayContaining(['f1', 'x7', 'case-acme-streaming.basic']));
    expect(links.filter((id) => !ids.has(id))).toEqual([]);
  });
});
