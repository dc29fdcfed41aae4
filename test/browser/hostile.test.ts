import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeCase } from '../support/case.js';
import { chunk, makeExchange } from '../support/exchange.js';
import { launchChromium } from '../support/chromium.js';
import { violations, watch, writeSite } from './browser.js';
import { makeDivergence, makeEvents, makeResult } from '../unit/matrix/make-events.js';
import { matrixOf } from '../unit/matrix/make-site.js';

/** Text that acts on a page, in Markdown, on a terminal or on the eye, if it is not escaped. */
const EVIL = [
  '</script><script>document.title="owned"</script>',
  '"><img src=x onerror=alert(1)>',
  "'><svg/onload=alert(2)>",
  '</style><style>body{display:none}</style>',
  '[x](javascript:alert(3)) ![y](http://evil.example/y.png) <!-- -->',
  '\u001b[2J\u001b]8;;http://evil.example\u0007',
  '\u202egnp.exe\u202c \u2066\u200b',
  '<base href="http://evil.example/"><meta http-equiv="refresh" content="0;url=http://evil.example">',
  '{{constructor.constructor("alert(4)")()}} `${alert(5)}`',
].join(' ');

const divergence = makeDivergence({
  claim: EVIL,
  check: EVIL,
  expected: EVIL,
  actual: EVIL,
  sentence: EVIL,
  at: { part: 'chunk', chunk: 0, pointer: `/${EVIL.replaceAll('/', '~1')}` },
  source: { title: EVIL, url: 'javascript:alert(6)', quote: EVIL },
});
const inHeader = makeDivergence({
  at: { part: 'header', name: EVIL },
  level: 'should',
  source: { title: 'x', url: EVIL, quote: null },
});
const id = `basic/${EVIL}`;
const exchange = makeExchange({
  id: 1,
  case: id,
  url: `http://evil.example/${EVIL}`,
  request: EVIL,
  requestHeaders: [[EVIL, EVIL]],
  headers: [
    ['content-type', 'text/event-stream'],
    [EVIL, EVIL],
  ],
  sse: [chunk({ content: EVIL }, null, { [EVIL]: EVIL }), `event: ${EVIL}\ndata: ${EVIL}`, 'data: [DONE]'],
});
const html = makeExchange({
  id: 2,
  case: id,
  status: 502,
  statusText: EVIL,
  headers: { 'content-type': 'text/html' },
  body: EVIL,
});
const events = makeEvents({
  baseUrl: `http://${EVIL}/v1`,
  model: EVIL,
  specs: [EVIL, 'openai'],
  cases: [makeCase({ id, suite: 'basic', title: EVIL, asks: EVIL, specs: [EVIL, 'openai'], needs: [EVIL] })],
  exchanges: [exchange, html],
  results: [
    makeResult({ case: id, spec: EVIL, exchanges: [1, 2], divergences: [divergence, inHeader] }),
    makeResult({
      case: id,
      spec: 'openai',
      exchanges: [1],
      verdict: 'inconclusive',
      inconclusive: { reason: 'network', detail: EVIL },
    }),
  ],
  omitted: [{ case: EVIL, spec: EVIL, needs: EVIL }],
});
const about = { name: EVIL, version: EVIL, url: 'javascript:alert(7)', spec: EVIL };
const { files } = matrixOf([
  { events, about },
  { events: makeEvents({ specs: [EVIL], startedAt: EVIL }), about },
]);

/** What a page shows of itself. */
interface Seen {
  readonly title: string;
  readonly foreign: readonly string[];
  readonly scripts: number;
  readonly links: readonly string[];
  readonly shown: boolean;
}

let browser: Browser;
let site: Awaited<ReturnType<typeof writeSite>>;
beforeAll(async () => {
  [browser, site] = await Promise.all([launchChromium(), writeSite(files)]);
});
afterAll(async () => {
  await browser.close();
  await site.remove();
});

test('text of a server is only text on every page', async () => {
  const watched = await watch(browser, site.folder);
  const found: string[] = [];
  for (const path of [...files.keys()].filter((each) => /\.(?:html|svg)$/u.test(each))) {
    await watched.page.goto(watched.url(path));
    const seen = await watched.page.evaluate<Seen>(`({
      title: document.title,
      foreign: [...document.querySelectorAll('img, iframe, base, object, embed, meta[http-equiv=refresh], [onerror], [onload]')].map((e) => e.outerHTML),
      scripts: document.scripts.length,
      links: [...document.querySelectorAll('a')].map((a) => a.protocol).filter((p) => !['file:', 'https:', 'http:'].includes(p)),
      shown: document.body === null || getComputedStyle(document.body).display !== 'none',
    })`);
    if (seen.title === 'owned' || seen.foreign.length > 0 || seen.links.length > 0 || !seen.shown || seen.scripts > 2)
      found.push(`${path}: ${JSON.stringify(seen)}`);
    if (path.endsWith('.html')) for (const each of await violations(watched.page)) found.push(`${path}: ${each}`);
  }
  expect(found).toEqual([]);
  expect(watched.noise).toEqual([]);
  expect(watched.foreign).toEqual([]);
}, 120_000);

test('no file contains control or bidirectional characters', () => {
  // oxlint-disable-next-line no-control-regex
  const acting = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/u;
  expect([...files].filter(([path, text]) => acting.test(path) || acting.test(text)).map(([path]) => path)).toEqual([]);
});

test('no file name is more than letters, digits, dot, hyphen and underscore', () => {
  expect([...files.keys()].filter((path) => !/^(?:[a-z0-9][a-z0-9._-]*\/)*[a-z0-9][a-z0-9._-]*$/u.test(path))).toEqual(
    [],
  );
});

test('Markdown holds no link, no picture and no markup of the server', () => {
  const markdown = (files.get('matrix.md') ?? '').replaceAll('<br>', '');
  expect(markdown).not.toMatch(/<[a-z!/]/iu);
  expect(markdown).not.toMatch(/(?<!\\)[[\]](?!\\)/u);
});
