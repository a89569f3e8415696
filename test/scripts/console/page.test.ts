import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import type { Browser, Page, Response } from 'playwright-core';
import sharp from 'sharp';
import { prepareStack } from '../../../scripts/build/prepare-stack.ts';
import type { LocalPipeline } from '../../../scripts/local-pipeline/local-pipeline.ts';
import { startPipelineWithConsole } from '../../../scripts/local-pipeline/pipeline-with-console.ts';
import { noBrowser, startBrowser } from '../../support/browser.ts';
import { quartered } from '../../support/pictures.ts';
import { stackVariant } from '../../support/stack-variant.ts';
import { freePort } from '../../support/start-process.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';
import { waitUntil } from '../../support/wait-until.ts';

const root = path.resolve(import.meta.dirname, '..', '..', '..');
const samples = path.join(root, 'samples');
/** Where the screenshots of the documents are written: `SCREENSHOTS=docs/images npx mocha test/scripts/console/page.test.ts --grep screenshots`. */
const screenshots = process.env['SCREENSHOTS'];
const variables = 'resource.aws_lambda_function.thumbnail.environment.variables';
const permissions = 'data.aws_iam_policy_document.thumbnail_permissions.statement';

describe('the page of the console', () => {
  it('is right in its types', async () => {
    await promisify(execFile)(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'scripts/console/page'], {
      cwd: root,
    });
  });
});

describe(`the page of the console in a browser${noBrowser ? ` (skipped: ${noBrowser})` : ''}`, () => {
  let directory: string;
  let port: number;
  let pipeline: LocalPipeline;
  let browser: Browser;
  let page: Page;
  let picture: Buffer;
  /** All complaints of the browser. */
  const complaints: string[] = [];

  const start = async () => {
    pipeline = await startPipelineWithConsole({
      directory,
      port,
      keepEvents: true,
      version: '1.2.3',
      retryDelaysMs: [1, 1],
      onOutcome: () => {},
      onLine: () => {},
    });
  };
  /** The cards that show a state, by the first lines of their text. */
  const card = (key: string, state: string) =>
    page.locator('.card', { hasText: state }).filter({ has: page.getByTitle(key, { exact: true }) });
  const add = (...files: Array<{ name: string; buffer: Buffer }>) =>
    page.setInputFiles(
      '#files',
      files.map((it) => ({ mimeType: '', ...it })),
    );

  before(async function () {
    if (noBrowser) return this.skip();
    directory = await temporaryDirectory();
    port = await freePort();
    picture = await quartered(300, 200).png().toBuffer();
    await start();
    browser = await startBrowser();
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.setDefaultTimeout(60_000);
    page.on('pageerror', ({ message }) => complaints.push(message));
    page.on('console', (message) => {
      if (/Content Security Policy|Trusted/.test(message.text())) complaints.push(message.text());
    });
  });
  after(async () => {
    await browser?.close();
    await pipeline?.stop();
  });

  it('weighs less than 60 kB, and comes from its own origin alone', async () => {
    const responses: Response[] = [];
    page.on('response', (response) => responses.push(response));
    await page.goto(`http://127.0.0.1:${port}/`);
    await page.getByText('Live').waitFor();

    // The body of the event stream never ends.
    const parts = responses.filter((it) => !it.url().endsWith('/events'));
    const sizes = await Promise.all(parts.map(async (it) => (await it.body()).length));
    expect(sizes.reduce((sum, it) => sum + it)).to.be.within(10_000, 60_000);
    expect(new Set(responses.map((it) => new URL(it.url()).origin))).to.have.all.keys(`http://127.0.0.1:${port}`);
  });

  it('shows each upload from the file to its thumbnail, or the reason why there is none', async () => {
    await add(
      { name: 'a#1 50% é.png', buffer: picture },
      { name: 'cut off.png', buffer: picture.subarray(0, picture.length / 2) },
      { name: 'notes.txt', buffer: Buffer.from('No picture.') },
      { name: 'empty.png', buffer: Buffer.alloc(0) },
    );

    const image = card('a#1 50% é.png', 'Ready').locator('img');
    await image.waitFor();
    await waitUntil(async () => (await image.evaluate((it) => it.naturalWidth)) === 200);
    expect(await card('cut off.png', 'Rejected').innerText()).to.match(/corrupt-image: \w+/);
    expect(await card('notes.txt', 'Rejected').innerText()).to.match(/unsupported-format: \w+/);
    expect(await card('empty.png', 'Not uploaded').innerText()).to.contain('EntityTooSmall');
  });

  it('takes the files of a folder by their paths, and leaves hidden ones out', async () => {
    const folder = path.join(await temporaryDirectory(), 'holiday');
    await mkdir(path.join(folder, '.git'), { recursive: true });
    await mkdir(path.join(folder, 'beach'));
    for (const file of ['.git/a.png', 'beach/b.png']) await sharp(picture).toFile(path.join(folder, file));
    await page.setInputFiles('#folder', folder);

    await card('holiday/beach/b.png', 'Ready').waitFor();
    expect(await page.getByTitle('.git').count()).to.equal(0);
  });

  it('takes what is dropped anywhere', async () => {
    const transfer = await page.evaluateHandle(
      "(() => { const it = new DataTransfer(); it.items.add(new File(['No picture.'], 'dropped.txt')); return it; })()",
    );
    await page.dispatchEvent('#gallery', 'drop', { dataTransfer: transfer });

    await card('dropped.txt', 'Rejected').waitFor();
  });

  it('shows a key as text, whatever it is', async () => {
    const key = '<img src=x onerror=document.title=1>&lt;.png';
    await pipeline.objects.put(pipeline.sourceBucket, key, picture);

    await card(key, 'Ready').waitFor();
    expect(await page.title()).to.equal('Thumbnails');
  });

  it('follows an object that is overwritten and deleted, with the keyboard alone', async () => {
    const button = card('a#1 50% é.png', 'Ready').getByRole('button');
    await button.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'a#1 50% é.png' });
    await dialog.getByAltText('Original of a#1 50% é.png').waitFor();
    const taller = await quartered(100, 400).png().toBuffer();
    await page.setInputFiles('#details-replace input', { name: 'other.png', mimeType: 'image/png', buffer: taller });

    await dialog.getByText('Original · 100 × 400').waitFor();
    await dialog.getByText('Uploaded').nth(1).waitFor();
    await dialog.getByText('Ready after').nth(1).waitFor();

    await dialog.getByRole('button', { name: 'Delete' }).focus();
    await page.keyboard.press('Enter');
    await dialog.getByText('The original was deleted, and so were its thumbnails.').waitFor();
    await page.keyboard.press('Escape');
    await card('a#1 50% é.png', 'Removed').waitFor();
    expect(await page.locator(':focus').innerText()).to.contain('Removed');
    const { objects } = pipeline.objects.list(pipeline.processedBucket, { prefix: '200x200/a#1' });
    expect(objects).to.deep.equal([]);
  });

  it('shows events that failed, and redrives them', async () => {
    await pipeline.redeploy(stackVariant(`${permissions}.WriteThumbnails.actions.s3:PutObject`));
    await add({ name: 'denied.png', buffer: picture });
    await card('denied.png', 'Failed').waitFor();
    await page.locator('#letter-list li', { hasText: 'denied.png' }).waitFor();
    expect(await card('denied.png', 'Failed').innerText()).to.contain('access-denied: ');

    await pipeline.redeploy(stackVariant(`${variables}.RESULTS`, 'true'));
    await page.getByRole('button', { name: 'Redrive all' }).click();

    await card('denied.png', 'Ready').waitFor();
    await page.getByText('Sent 1 to the function again.').waitFor();
    await page.locator('#no-letters').waitFor();
  });

  it('shows the result that a web page is given', async () => {
    await card('denied.png', 'Ready').getByRole('button').click();

    await page.locator('#details-result', { hasText: '"result": "created"' }).waitFor();
    expect(await page.locator('figure[title="200x200/denied.png.webp"]').innerText()).to.match(
      /^Thumbnail · webp · 200 × 200 · \d+ B$/,
    );
    await page.keyboard.press('Escape');
  });

  it('is right again after the server was restarted', async () => {
    await pipeline.stop();
    await page.getByText('Reconnecting…').waitFor();
    await start();
    pipeline.objects.delete(pipeline.sourceBucket, 'denied.png');
    await page.getByText('Live').waitFor();

    await card('notes.txt', 'Rejected').waitFor();
    await card('holiday/beach/b.png', 'Ready').locator('img').waitFor();
    await card('denied.png', 'Removed').waitFor();
    expect(await page.getByTitle('a#1 50% é.png').count(), 'removed before the restart').to.equal(0);
  });

  it('finds keys, and filters by state', async () => {
    const shown = page.locator('.card:not([hidden])');
    await page.getByRole('searchbox', { name: 'Search keys' }).fill('BEACH');
    await waitUntil(async () => (await shown.count()) === 1);
    await page.getByRole('searchbox').fill('no such key');
    await page.getByText('No image matches.').waitFor();
    await page.getByRole('searchbox').fill('');
    await page.getByRole('button', { name: /^Rejected/ }).click();
    await waitUntil(async () => (await shown.count()) === 3);
    expect(await page.getByRole('button', { name: /^Rejected/ }).getAttribute('aria-pressed')).to.equal('true');
    await page.getByRole('button', { name: /^All/ }).click();
  });

  it('loads no more thumbnails than it shows when there are 500', async () => {
    const cards = Array.from({ length: 500 }, (_, index) => ({
      key: `${index}.png`,
      state: 'created',
      at: index,
      ms: 5,
      source: { bytes: 1000, etag: 'e' },
      thumbnails: [{ key: `200x200/${index}.png.webp`, width: 200, height: 200, format: 'webp', bytes: 100 }],
    }));
    const whole = { cards, total: 700, letters: { letters: [], total: 0 }, lines: [] };
    const requested: string[] = [];
    const crowded = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await crowded.route('**/_console/events', (route) =>
      route.fulfill({ contentType: 'text/event-stream', body: `event: whole\ndata: ${JSON.stringify(whole)}\n\n` }),
    );
    crowded.on('request', (request) => requested.push(request.url()));
    await crowded.goto(`http://127.0.0.1:${port}/`);

    await crowded.getByText('The newest 500 of 700 images.').waitFor();
    expect(await crowded.locator('.card').count()).to.equal(500);
    expect(requested.filter((it) => it.includes('/processed/')).length).to.be.within(1, 250);
    await crowded.close();
  });

  it('fits a narrow window', async () => {
    await page.setViewportSize({ width: 320, height: 640 });

    expect(await page.evaluate('document.documentElement.scrollWidth')).to.equal(320);
  });

  it('makes the browser complain about nothing', () => {
    expect(complaints).to.deep.equal([]);
  });

  if (screenshots === undefined) return;
  it('draws the screenshots of the documents', async () => {
    await pipeline.stop();
    await rm(directory, { recursive: true });
    await start();
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.goto(`http://127.0.0.1:${port}/`);
    const release = await fillWithAllStates(pipeline, picture);
    try {
      await mkdir(screenshots, { recursive: true });
      await waitUntil(async () => (await page.locator('.card').count()) === 20);
      await page.locator('#letter-list li').nth(1).waitFor();
      for (const [name, width, height] of [
        ['wide', 1280, 960],
        ['narrow', 390, 844],
      ] as const) {
        await page.setViewportSize({ width, height });
        await page.reload();
        await page.locator('.card', { hasText: 'Processing' }).first().waitFor();
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
          const file = path.join(screenshots, `console-${name}-${colorScheme}.webp`);
          await sharp(await page.screenshot())
            .webp({ quality: 75 })
            .toFile(file);
        }
      }
    } finally {
      await release();
    }
  });
});

/**
 * Uploads 20 images, so that each state is shown at least once. The last ones are processed once the returned function is
 * called.
 */
async function fillWithAllStates(pipeline: LocalPipeline, picture: Buffer): Promise<() => Promise<void>> {
  const put = (key: string, body: Buffer) => pipeline.objects.put(pipeline.sourceBucket, key, body);
  const putSamples = async (files: readonly string[]) => {
    for (const file of files) await put(`2026/${file}`, await readFile(path.join(samples, file)));
  };
  const files = await readdir(samples);
  await put('old/removed.png', picture);
  await put('scans/', Buffer.alloc(0));
  await put('scans/notes.txt', Buffer.from('No picture.'));
  await putSamples(files.slice(0, 4));
  await put('scans/damaged.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><bad</svg>'));
  await pipeline.drain();
  pipeline.objects.delete(pipeline.sourceBucket, 'old/removed.png');
  await pipeline.drain();
  await pipeline.redeploy(stackVariant(`${permissions}.WriteThumbnails.actions.s3:PutObject`));
  await put('team/anna.png', picture);
  await pipeline.drain();
  await pipeline.redeploy(prepareStack());
  await putSamples(files.slice(4, 7));
  await put('scans/cut-off.png', picture.subarray(0, picture.length / 2));
  await pipeline.drain();
  await pipeline.redeploy(stackVariant(`${permissions}.WriteThumbnails.actions.s3:PutObject`));
  await put('team/ben.png', picture);
  await pipeline.drain();
  await pipeline.redeploy(prepareStack());
  await putSamples(files.slice(7));
  await pipeline.drain();
  // Events wait for a stack that comes later.
  let release: (stackDirectory: string) => void = () => {};
  const redeployed = pipeline.redeploy(new Promise((resolve) => (release = resolve)));
  for (const key of ['team/carla.png', 'team/dan.png', 'team/eve.png']) await put(key, picture);
  return async () => {
    release(await prepareStack());
    await redeployed;
  };
}
