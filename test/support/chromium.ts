import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const USUAL = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The path of an installed Chromium: `CHROMIUM`, or a usual place; null if there is none. */
export function findChromium(): string | null {
  const named = process.env['CHROMIUM'];
  return (named === undefined ? USUAL : [named]).find((path) => existsSync(path)) ?? null;
}

/** A Chromium that sends no requests at start and shows no dialogs. */
export function launchChromium(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error('There is no Chromium: install it, or name it by CHROMIUM.');
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
