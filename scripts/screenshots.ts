/// <reference lib="dom" />
// npm run screenshots: pictures of the main views of the site, for the README. Needs Chromium.
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const SITE = resolve('site');
const OUT = 'docs/screenshots';

interface View {
  readonly name: string;
  readonly page: string;
  readonly width: number;
  readonly height: number;
  /** The element at the top of the picture. */
  readonly top?: string;
}

const evidence = findEvidence();
const views: readonly View[] = [
  { name: 'matrix', page: 'index.html', width: 1440, height: 1000 },
  ...(evidence === null
    ? []
    : [{ name: 'evidence', page: evidence, width: 1160, height: 1000, top: '.stream:has(li.diverging)' }]),
  { name: 'findings', page: 'findings.html', width: 1160, height: 900 },
  { name: 'claims', page: 'c/openai.html', width: 1160, height: 900 },
  { name: 'compare', page: 'compare.html', width: 1160, height: 900 },
  { name: 'run', page: findRun(), width: 1160, height: 1000 },
  { name: 'phone', page: 'index.html', width: 390, height: 844 },
];

mkdirSync(OUT, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
});
for (const { name, page: path, width, height, top } of views) {
  for (const colorScheme of ['light', 'dark'] as const) {
    const context = await browser.newContext({ colorScheme, viewport: { width, height } });
    const page = await context.newPage();
    await page.goto(pathToFileURL(join(SITE, path)).href);
    if (top !== undefined)
      await page
        .locator(top)
        .first()
        .evaluate((element) => element.scrollIntoView());
    await page.screenshot({ path: join(OUT, `${name}-${colorScheme}.png`) });
    await context.close();
  }
}
await browser.close();
process.stderr.write(`${views.length * 2} pictures in ${OUT}\n`);

/** The page of a run with findings: that of the gateway, which has few of them. */
function findRun(): string {
  const pages = readdirSync(join(SITE, 'r')).filter((name) => name.endsWith('.html'));
  return join('r', pages.find((name) => name.startsWith('portkey')) ?? pages[0] ?? '');
}

/** A page of evidence with a divergence in a chunk of a stream. */
function findEvidence(): string | null {
  for (const folder of readdirSync(join(SITE, 'r'), { withFileTypes: true })) {
    if (!folder.isDirectory()) continue;
    for (const file of readdirSync(join(SITE, 'r', folder.name)).filter((name) => name.startsWith('streaming.'))) {
      const path = join('r', folder.name, file);
      if (
        existsSync(join(SITE, path)) &&
        /<li id="x\d+-c\d+" class="diverging"><[\s\S]*?<mark class="(?:must|should)"/u.test(
          readFileSync(join(SITE, path), 'utf8'),
        )
      )
        return path;
    }
  }
  return null;
}
