import { expect, test } from 'vitest';
import { launchChromium } from '../support/chromium.js';
import { watch, writeSite } from './browser.js';
import { makeEvents } from '../unit/matrix/make-events.js';
import { about, matrixOf } from '../unit/matrix/make-site.js';

const names = Array.from({ length: 24 }, (_, n) => `nullplatform-${n} ${'and more words '.repeat(n % 5)}`.trim());
const runs = names.map((name, n) => ({
  events: makeEvents({ baseUrl: `http://t${n}.example/v1` }),
  about: about(name),
}));

/** How many lines the first word of each name takes, and how far the second row of the head is below the first. */
const LAYOUT = `(() => {
  const table = document.querySelector('.matrix.dense');
  table.parentElement.scrollTop = 200;
  const word = (link) => {
    const range = document.createRange();
    range.setStart(link.firstChild, 0);
    range.setEnd(link.firstChild, 'nullplatform'.length);
    return range.getClientRects().length;
  };
  const [first, second] = [...table.tHead.rows].map(({ cells }) => cells[cells.length - 1].getBoundingClientRect());
  const scrolled = table.getBoundingClientRect().top < table.parentElement.getBoundingClientRect().top;
  return { lines: [...new Set([...table.tHead.querySelectorAll('a')].map(word))], gap: Math.round(second.top - first.bottom), scrolled };
})()`;

test.each([1440, 390])(
  'the head of a matrix of many targets has whole words, and its rows one below the other, at %d px',
  async (width) => {
    const [browser, site] = await Promise.all([launchChromium(), writeSite(matrixOf(runs).files)]);
    const { page, url } = await watch(browser, site.folder, { viewport: { width, height: 300 } });
    await page.goto(url('index.html'));
    expect(await page.evaluate(LAYOUT)).toEqual({ lines: [1], gap: 0, scrolled: true });
    await browser.close();
    await site.remove();
  },
  60_000,
);
