import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import path from 'node:path';
import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import * as z from 'zod';
import { prepareStack } from '../../../scripts/build/prepare-stack.ts';
import { copyStack } from '../../../scripts/trials/copy-stack.ts';
import { noBrowser, startBrowser } from '../../support/browser.ts';
import { quartered } from '../../support/pictures.ts';
import { type RunningAws, runAws } from '../../support/running-aws.ts';
import { freePort } from '../../support/start-process.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

const program = path.resolve(import.meta.dirname, '..', '..', '..', 'client', 'example', 'server.mjs');

describe(`the example page${noBrowser ? ` (skipped: ${noBrowser})` : ''}`, () => {
  let aws: RunningAws;
  let server: ChildProcess;
  let browser: Browser;
  let page: Page;

  before(async function () {
    if (noBrowser) return this.skip();
    const port = await freePort();
    const address = `http://127.0.0.1:${port}`;
    aws = await runAws({ stackDirectory: await stackFor(address) });
    server = spawn(process.execPath, [program], {
      env: { ...process.env, ...environmentOf(aws), PORT: String(port) },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    // It prints its address once it listens.
    if (server.stdout) await once(server.stdout, 'data');
    browser = await startBrowser();
    page = await browser.newPage();
    await page.goto(address);
  });

  after(async () => {
    await browser?.close();
    server?.kill();
    await aws?.stop();
  });

  it('shows the thumbnail of each picture, and says in words why a file has none', async () => {
    const picture = await quartered(300, 200).png().toBuffer();
    await page.setInputFiles('input', [
      { name: 'a#1 50% é.png', mimeType: 'image/png', buffer: picture },
      { name: 'cut off.png', mimeType: 'image/png', buffer: picture.subarray(0, picture.length / 2) },
      { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('No picture.') },
    ]);

    await page.waitForFunction("document.querySelectorAll('li:not([aria-busy])').length === 3");
    expect(await page.locator('li p').allTextContents()).to.deep.equal([
      'a#1 50% é.png',
      'cut off.png: The file is damaged.',
      'notes.txt: This is not an image that we can show.',
    ]);
    await page.waitForFunction("document.querySelector('img')?.complete");
    const shown = page.locator('img');
    expect(await shown.count()).to.equal(1);
    expect(await shown.evaluate((image) => image.naturalWidth)).to.equal(200);
    expect(await shown.boundingBox()).to.include({ width: 200, height: 200 });
    expect(await shown.evaluate((image) => new URL(image.currentSrc).pathname)).to.match(
      /^\/images\/200x200\/users\/42\/[^/]+\/a%231%2050%25%20%C3%A9\.png\.webp$/,
    );
  });

  it('empties both buckets with its buttons', async () => {
    for (let left = 3; left > 0; left -= 1) {
      await page.getByRole('button', { name: 'Delete' }).first().click();
      await page.waitForFunction(`document.querySelectorAll('li').length === ${left - 1}`);
    }

    await aws.drain();
    const keys = async (Bucket: string) => {
      const { Contents = [] } = await aws.s3().send(new ListObjectsV2Command({ Bucket }));
      return Contents.map(({ Key }) => Key);
    };
    expect([await keys(aws.source), await keys(aws.processed)]).to.deep.equal([[], []]);
  });

  it('says so when a picture could not be deleted', async () => {
    await page.route('**/pictures/**', (route) => route.abort());
    await page.setInputFiles('input', { name: 'a.txt', mimeType: '', buffer: Buffer.from('No picture.') });
    await page.waitForFunction("document.querySelectorAll('li:not([aria-busy])').length === 1");

    await page.getByRole('button', { name: 'Delete' }).click();

    await page.getByText('a.txt: It could not be deleted. Try again.').waitFor();
  });

  for (const [path, status] of [
    ['//', 400],
    ['/%zz', 400],
    ['/images/%ff', 400],
    ['/images/200x200/users/42/../43/cat.png.webp', 403],
    ['/images/200x200/users/42/%2e%2e/43/cat.png.webp', 403],
    ['/images/users/42/cat.png', 403],
    ['/constructor', 404],
    ['/?from=mail', 200],
  ] as const) {
    it(`answers ${path} with ${status}, and goes on`, async () => {
      const { port } = new URL(page.url());
      const request = get({ host: '127.0.0.1', port, path });
      const [response] = (await once(request, 'response')) as [IncomingMessage];
      response.resume();

      expect(response.statusCode).to.equal(status);
    });
  }

  it("serves no one else's pictures", async () => {
    const response = await page.request.get(new URL('/images/200x200/users/43/cat.png.webp', page.url()).href);

    expect(response.status()).to.equal(403);
  });
});

const Stack = z.looseObject({
  resource: z.looseObject({
    aws_lambda_function: z.looseObject({
      thumbnail: z.looseObject({ environment: z.object({ variables: z.record(z.string(), z.string()) }) }),
    }),
  }),
});

/** The stack with results, and with a source bucket that a page at `origin` may upload to. */
async function stackFor(origin: string): Promise<string> {
  const directory = await temporaryDirectory();
  await copyStack(await prepareStack(), directory, (configuration) => {
    const stack = Stack.parse(configuration);
    stack.resource.aws_lambda_function.thumbnail.environment.variables['RESULTS'] = 'true';
    stack.resource['aws_s3_bucket_cors_configuration'] = { source_cors: corsFor(origin) };
    return stack;
  });
  return directory;
}

function corsFor(origin: string) {
  const rule = {
    allowed_origins: [origin],
    allowed_methods: ['POST'],
    allowed_headers: ['*'],
    expose_headers: ['ETag'],
  };
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a reference of Terraform
  return { bucket: '${aws_s3_bucket.source.id}', cors_rule: [rule] };
}

function environmentOf({ endpoint, source, processed, stack }: RunningAws): Record<string, string> {
  return { S3_ENDPOINT: endpoint, SOURCE_BUCKET: source, PROCESSED_BUCKET: processed, AWS_REGION: stack.region };
}
