import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

/** A page whose requests and messages are recorded. */
export interface Watched {
  readonly page: Page;
  /** Requests for anything but a file of the site. */
  readonly foreign: string[];
  /** Console messages, errors of the page, and dialogs: a good page has none. */
  readonly noise: string[];
  readonly url: (path: string) => string;
}

/** Opens a page on a site that was written to a folder. */
export async function watch(browser: Browser, folder: string, options: BrowserContextOptions = {}): Promise<Watched> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const foreign: string[] = [];
  const noise: string[] = [];
  const top = pathToFileURL(`${folder}/`).href;
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(top) && !url.startsWith('data:image/svg+xml,')) foreign.push(url);
  });
  page.on('console', (message) => noise.push(message.text()));
  page.on('pageerror', (error) => noise.push(error.message));
  page.on('dialog', (dialog) => {
    noise.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  return { page, foreign, noise, url: (path) => `${top}${path}` };
}

/** Writes a site to a new folder. */
export async function writeSite(
  files: ReadonlyMap<string, string>,
): Promise<{ readonly folder: string; readonly remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'matrix-'));
  for (const [path, text] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/**
 * The violations that axe finds in a page. It runs in an isolated world, because the policy of the page allows no other script.
 */
export async function violations(page: Page): Promise<readonly string[]> {
  const session = await page.context().newCDPSession(page);
  const { frameTree } = await session.send('Page.getFrameTree');
  const { executionContextId } = await session.send('Page.createIsolatedWorld', { frameId: frameTree.frame.id });
  const evaluate = async (expression: string): Promise<unknown> => {
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
      expression,
      contextId: executionContextId,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails !== undefined)
      throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  };
  await evaluate(`${axe.source}; 0`);
  return (await evaluate(
    `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.slice(0, 3).map(({ html, failureSummary }) => html.slice(0, 160) + ' ' + failureSummary).join(' | ')))`,
  )) as readonly string[];
}
