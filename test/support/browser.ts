import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** Where systems install the browser; `CHROMIUM` names it elsewhere. */
const places = [
  process.env['CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

const executablePath = places.find((file) => file !== undefined && existsSync(file));

/** Why tests in a browser are skipped; undefined where there is one. */
export const noBrowser =
  executablePath === undefined ? 'no browser found: install Chromium, or set CHROMIUM to its path' : undefined;

/** Starts the browser without a window. Close it when the tests are done. */
export function startBrowser(): Promise<Browser> {
  return chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    // The sandbox refuses to run as root, which continuous integration often is. Tests open their own pages only.
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
}
