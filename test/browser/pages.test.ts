import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchChromium } from '../support/chromium.js';
import { violations, watch, writeSite } from './browser.js';
import { makeDivergence, makeEvents, makeResult } from '../unit/matrix/make-events.js';
import { about, matrixOf } from '../unit/matrix/make-site.js';

const runs = [
  { events: makeEvents({ startedAt: '2026-09-01T00:00:00Z' }), about: about('Acme') },
  {
    events: makeEvents({
      results: [
        makeResult({ case: 'basic/minimal' }),
        makeResult({ case: 'basic/minimal', spec: 'openai' }),
        makeResult({
          case: 'streaming/minimal',
          exchanges: [1],
          divergences: [makeDivergence(), makeDivergence({ level: 'should', at: { part: 'header', name: 'x-id' } })],
        }),
        makeResult({ case: 'streaming/minimal', spec: 'openai', exchanges: [1] }),
      ],
    }),
    about: about('Acme'),
  },
  { events: makeEvents({ baseUrl: 'http://zeta.example/v1', model: 'z-2' }), about: about('Zeta', { version: null }) },
];
const { files } = matrixOf(runs);
const PAGES = [...files.keys()].filter((path) => path.endsWith('.html'));

let browser: Browser;
let site: Awaited<ReturnType<typeof writeSite>>;
beforeAll(async () => {
  [browser, site] = await Promise.all([launchChromium(), writeSite(files)]);
});
afterAll(async () => {
  await browser.close();
  await site.remove();
});

describe('every page', () => {
  test.each([
    { colorScheme: 'light', width: 1280 },
    { colorScheme: 'dark', width: 1280 },
    { colorScheme: 'light', width: 360 },
  ] as const)(
    'has no violation, no noise, no foreign request, no sideways scroll: $colorScheme, $width px',
    async ({ colorScheme, width }) => {
      const watched = await watch(browser, site.folder, { colorScheme, viewport: { width, height: 800 } });
      const found: string[] = [];
      for (const path of PAGES) {
        await watched.page.goto(watched.url(path));
        for (const each of await violations(watched.page)) found.push(`${path}: ${each}`);
        const wide = await watched.page.evaluate('document.documentElement.scrollWidth');
        if (Number(wide) > width) found.push(`${path} is ${String(wide)} px wide`);
      }
      expect(found).toEqual([]);
      expect(watched.noise).toEqual([]);
      expect(watched.foreign).toEqual([]);
      await watched.page.context().close();
    },
    120_000,
  );

  test('dark and light are different grounds', async () => {
    const grounds: unknown[] = [];
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page, url } = await watch(browser, site.folder, { colorScheme });
      await page.goto(url('index.html'));
      grounds.push(await page.evaluate('getComputedStyle(document.body).backgroundColor'));
      await page.context().close();
    }
    expect(new Set(grounds).size).toBe(2);
  });
});

describe('the way from the matrix to the documents', () => {
  test('matrix, cell, chunk, documented sentence', async () => {
    const { page, url } = await watch(browser, site.folder);
    await page.goto(url('index.html'));
    await page.locator('tr.case', { hasText: 'A minimal stream' }).locator('a.d').first().click();
    const card = page.getByRole('article').first();
    await expect(card.getByRole('blockquote').textContent()).resolves.toBe(
      'Every choice of a chunk carries its index.',
    );
    await expect(card.getByRole('link', { name: 'Acme — Streaming' }).getAttribute('href')).resolves.toBe(
      'https://docs.example/streaming',
    );
    await card.getByRole('link', { name: /exchange 1, chunk 2/u }).click();
    const target = page.locator(':target');
    await expect(target.textContent()).resolves.toContain('"index": (missing)');
    await target.getByRole('link', { name: /expected an integer/u }).click();
    await expect(page.locator(':target').getByRole('blockquote').count()).resolves.toBe(1);
    await page.context().close();
  });

  test('reads without JavaScript', async () => {
    const { page, url } = await watch(browser, site.folder, { javaScriptEnabled: false });
    await page.goto(url('index.html'));
    await expect(page.locator('tr.case', { hasText: 'A minimal stream' }).isVisible()).resolves.toBe(true);
    await expect(page.locator('#tools').isVisible()).resolves.toBe(false);
    await page.context().close();
  });
});

describe('filter and search', () => {
  test('hides targets, cases and views, and says how many are left', async () => {
    const { page, url } = await watch(browser, site.folder);
    await page.goto(url('index.html'));
    const heads = page.locator('thead tr').first().getByRole('columnheader');
    await page.getByRole('searchbox', { name: 'Targets' }).fill('z-2');
    await expect(heads.allTextContents()).resolves.toHaveLength(1);
    await expect(page.locator('#shown').textContent()).resolves.toMatch(/^1 of 2 targets/u);
    await page.getByRole('searchbox', { name: 'Targets' }).fill('');
    await page.getByRole('searchbox', { name: 'Cases' }).fill('stream');
    await expect(page.locator('tr.case:visible').count()).resolves.toBe(1);
    await page.getByRole('searchbox', { name: 'Cases' }).fill('');
    await page.getByLabel('View').selectOption('openai');
    await expect(page.locator('thead tr').nth(1).locator('th:visible').allTextContents()).resolves.toEqual([
      'OpenAI',
      'OpenAI',
    ]);
    await page.getByLabel('only what diverges').check();
    await expect(page.locator('tr.case:visible').count()).resolves.toBe(0);
    await page.context().close();
  });

  test('sorts targets with all their columns', async () => {
    const { page, url } = await watch(browser, site.folder);
    await page.goto(url('index.html'));
    const names = () => page.locator('thead tr').first().locator('th a').allTextContents();
    const cells = () => page.locator('tr.case', { hasText: 'A minimal stream' }).locator('td').allTextContents();
    await expect(names()).resolves.toEqual(['Acme', 'Zeta']);
    const before = await cells();
    await page.getByLabel('View').selectOption('own');
    await page.getByLabel('Sort').selectOption('diverging');
    await expect(names()).resolves.toEqual(['Acme', 'Zeta']);
    await page.getByLabel('Sort').selectOption('name');
    await page.getByRole('searchbox', { name: 'Targets' }).fill('zeta');
    await expect(page.locator('thead tr').first().locator('th:visible').count()).resolves.toBe(1);
    await expect(cells()).resolves.toEqual(before);
    await page.context().close();
  });

  test('the page of a run leads with its findings and filters its cases', async () => {
    const { page, url } = await watch(browser, site.folder);
    await page.goto(url('r/acme-1.0-20261120.html'));
    await expect(page.locator('h2').allTextContents()).resolves.toEqual(expect.arrayContaining(['Findings', 'Cases']));
    const top = (selector: string) => page.locator(selector).evaluate((element) => element.getBoundingClientRect().top);
    expect(await top('#findings')).toBeLessThan(await top('#cases'));
    await page.getByLabel('only what diverges').check();
    await expect(page.locator('#filtered tr.case:visible').allTextContents()).resolves.toEqual([
      expect.stringContaining('A minimal stream'),
    ]);
    await expect(page.locator('#filtered tr.suite:visible').count()).resolves.toBe(1);
    await page.context().close();
  });

  test('arrow keys walk from cell to cell', async () => {
    const { page, url } = await watch(browser, site.folder);
    await page.goto(url('index.html'));
    await page
      .getByRole('row', { name: /A minimal request/u })
      .getByRole('link')
      .first()
      .focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await expect(page.evaluate('document.activeElement.closest("tr").textContent')).resolves.toContain(
      'A minimal stream',
    );
    await page.keyboard.press('ArrowRight');
    await expect(page.evaluate('document.activeElement.closest("td").cellIndex')).resolves.toBe(2);
    await page.context().close();
  });

  test('the list of findings is filtered by words', async () => {
    const { page, url } = await watch(browser, site.folder);
    await page.goto(url('findings.html'));
    await page.getByRole('searchbox', { name: 'Filter findings' }).fill('header should');
    await expect(page.locator('#filtered tbody tr:visible').count()).resolves.toBe(1);
    await page.context().close();
  });
});

test('any two runs can be compared: A and B for two targets, new and gone for one', async () => {
  const { page, url } = await watch(browser, site.folder);
  await page.goto(url('compare.html'));
  const counts = () => page.locator('#comparison h2').allTextContents();
  await page.locator('#run-a').selectOption({ index: 1 });
  await page.locator('#run-b').selectOption({ index: 0 });
  await expect(counts()).resolves.toEqual(['Gone in B: 0', 'New in B: 1', 'Changed: 0', 'Same: 1']);
  await page.locator('#run-a').selectOption({ index: 2 });
  await expect(counts()).resolves.toEqual([
    'Only A: 0',
    'Only B: 1',
    'Both, with other values or cases: 0',
    'Both alike: 1',
  ]);
  await page.locator('#comparison').getByRole('link').first().click();
  await expect(page.getByText('Shown by 1 of 2 targets').count()).resolves.toBe(1);
  await page.context().close();
});

test('Compare begins with two runs that one spec judged, and says so if none did', async () => {
  const others = matrixOf([
    { events: makeEvents({ specs: ['openai'] }), about: about('Acme') },
    { events: makeEvents({ specs: ['acme'], baseUrl: 'http://acme.example/v2' }), about: about('Acme Messages') },
    { events: makeEvents({ specs: ['openai'], baseUrl: 'http://zeta.example/v1' }), about: about('Zeta') },
  ]);
  const own = await writeSite(others.files);
  const { page, url } = await watch(browser, own.folder);
  await page.goto(url('compare.html'));
  await expect(page.locator('#run-b').inputValue()).resolves.toMatch(/^zeta/u);
  await expect(page.getByText('Both were judged by openai.').count()).resolves.toBe(1);
  await page.locator('#run-b').selectOption({ index: 1 });
  await expect(page.locator('#comparison').textContent()).resolves.toBe('No spec judged both.');
  await page.context().close();
  await own.remove();
});
