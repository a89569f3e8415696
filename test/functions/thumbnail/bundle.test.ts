import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import sharp from 'sharp';
import { build as bundle } from 'tsup';
import * as z from 'zod';
import { Outcome } from '../../../functions/thumbnail/contract.ts';
import { eventFixture } from '../../support/event-fixture.ts';
import { functionEnvironment } from '../../support/function-environment.ts';
import { svg } from '../../support/pictures.ts';
import { type S3Stub, startS3Stub } from '../../support/s3-stub.ts';

const root = path.resolve(import.meta.dirname, '..', '..', '..');
const encodedKey = 'summer%202024/caf%C3%A9%20%2B%20100%25%20%F0%9F%8C%9E.jpg';

/** Calls the handler of a bundle as Lambda does, and then prints what it gives: its own last line. */
const invocation = `
  const [, , bundle, event, remainingMs] = process.argv;
  const { pathToFileURL } = await import('node:url');
  const { handler } = await import(pathToFileURL(bundle).href);
  const outcomes = await handler(JSON.parse(event), {
    awsRequestId: 'example-request',
    getRemainingTimeInMillis: () => Number(remainingMs),
  });
  console.log(JSON.stringify(outcomes));
`;

const LogLine = Outcome.extend({
  timestamp: z.iso.datetime(),
  level: z.string(),
  message: z.literal('outcome'),
  requestId: z.literal('example-request'),
});

describe('the bundle', () => {
  let folder: string;
  let s3: S3Stub;

  before(async () => {
    // Below the project, so that sharp is found, and found for the platform that the test runs on.
    await mkdir(path.join(root, 'dist'), { recursive: true });
    folder = await mkdtemp(path.join(root, 'dist', 'bundle-test-'));
    await bundle({ clean: false, outDir: folder });
    await writeFile(path.join(folder, 'invocation.mjs'), invocation);
  });

  after(() => rm(folder, { recursive: true }));

  beforeEach(async () => {
    s3 = await startS3Stub();
  });

  afterEach(() => s3.close());

  /** What the handler gives, and what it logs meanwhile. */
  async function invoke(
    event: unknown,
    environment: Record<string, string> = functionEnvironment,
    remainingMs = 30_000,
  ) {
    const files = ['invocation.mjs', 'index.mjs'].map((file) => path.join(folder, file));
    const script = [...files, JSON.stringify(event), String(remainingMs)];
    const { stdout } = await promisify(execFile)(process.execPath, script, {
      env: {
        ...environment,
        AWS_REGION: 'eu-west-1',
        AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
        AWS_SECRET_ACCESS_KEY: 'example',
        // An address, and so the SDK puts the bucket in the path.
        AWS_ENDPOINT_URL_S3: s3.endpoint,
      },
    });
    const lines = stdout.trimEnd().split('\n');
    const outcomes = z.array(Outcome).parse(JSON.parse(`${lines.pop()}`));
    return { outcomes, log: lines.map((line) => LogLine.parse(JSON.parse(line))) };
  }

  it('makes the thumbnail of an upload, and logs the outcome', async () => {
    const image = await sharp({ create: { width: 320, height: 240, channels: 3, background: 'teal' } })
      .jpeg()
      .toBuffer();
    s3.objects.set(`/example-source/${encodedKey}`, image);

    const { outcomes, log } = await invoke(eventFixture('upload-with-encoded-key'));

    const thumbnail = s3.objects.get(`/example-processed/200x200/${encodedKey}.webp`);
    const { format, width, height } = await sharp(thumbnail).metadata();
    expect({ format, width, height }).to.deep.equal({ format: 'webp', width: 200, height: 200 });
    const [outcome] = outcomes;
    expect(outcome).to.include({ key: 'summer 2024/café + 100% 🌞.jpg', result: 'created' });
    expect(log).to.have.length(1);
    expect(log[0]).to.deep.include({ ...outcome, level: 'INFO' });
  });

  it('draws an SVG in a process of its own', async () => {
    s3.objects.set('/example-source/photo.jpg', svg('<circle r="50"/>'));

    const { outcomes } = await invoke(eventFixture('upload'));

    expect(outcomes[0]).to.include({ result: 'created' });
  });

  it('removes the thumbnail of a removed object', async () => {
    s3.objects.set('/example-processed/200x200/photo.jpg.webp', Buffer.from('old'));

    const { outcomes } = await invoke(eventFixture('removal'));

    expect(outcomes).to.have.length(1);
    expect(outcomes[0]).to.have.property('result', 'removed');
    expect([...s3.objects.keys()]).to.deep.equal([]);
  });

  it('logs a rejection as a warning, with its reason', async () => {
    s3.objects.set('/example-source/photo.jpg', Buffer.from('no image'));

    const { log } = await invoke(eventFixture('upload'));

    expect(log).to.have.length(1);
    expect(log[0]).to.include({ level: 'WARN', result: 'rejected', code: 'unsupported-format' });
    expect(log[0]?.reason).to.contain('Supported formats: avif,');
  });

  it('keeps a second for itself, to say that it had no time', async () => {
    const stderr = await invoke(eventFixture('upload'), functionEnvironment, 1900).then(
      () => 'there was time',
      (error: unknown) => z.object({ stderr: z.string() }).parse(error).stderr,
    );

    expect(stderr).to.contain('(out-of-time): Round 1 cannot be begun');
  });

  it('does not start without its settings, and names them', async () => {
    const stderr = await invoke(eventFixture('upload'), { SOURCE_BUCKET: 'example-source' }).then(
      () => 'it did start',
      (error: unknown) => z.object({ stderr: z.string() }).parse(error).stderr,
    );

    expect(stderr).to.contain('PROCESSED_BUCKET is not set');
  });
});
