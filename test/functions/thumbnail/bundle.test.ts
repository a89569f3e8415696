import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { expect } from 'chai';
import sharp from 'sharp';
import { build as bundle } from 'tsup';
import * as z from 'zod';
import { Outcome } from '../../../functions/thumbnail/contract/outcome.ts';
import { eventFixture } from '../../support/event-fixture.ts';
import { functionEnvironment } from '../../support/function-environment.ts';
import { svg } from '../../support/pictures.ts';
import { type S3Stub, startS3Stub } from '../../support/s3-stub.ts';

const root = path.resolve(import.meta.dirname, '..', '..', '..');
const encodedKey = 'summer%202024/caf%C3%A9%20%2B%20100%25%20%F0%9F%8C%9E.jpg';

/** Calls the handler of a bundle as Lambda does, and prints the outcomes, or how Lambda would report the error, as the last line. */
const invocation = `
  const [, , bundle, event, remainingMs] = process.argv;
  const { pathToFileURL } = await import('node:url');
  const { handler } = await import(pathToFileURL(bundle).href);
  const context = { awsRequestId: 'example-request', getRemainingTimeInMillis: () => Number(remainingMs) };
  const report = await handler(JSON.parse(event), context).catch(({ constructor, name, message }) => ({
    className: constructor.name,
    errorType: name,
    errorMessage: message,
  }));
  console.log(JSON.stringify(report));
`;

/**
 * How Lambda reports an error: the dead-letter queue has its name, and a log in JSON has the name of its class.
 * https://github.com/aws/aws-lambda-nodejs-runtime-interface-client/blob/main/src/logging/formatter.ts
 */
const ReportedError = z.object({ className: z.string(), errorType: z.string(), errorMessage: z.string() });

const LogLine = z.looseObject({
  timestamp: z.iso.datetime(),
  level: z.string(),
  message: z.literal('outcome'),
  requestId: z.literal('example-request'),
});

/** https://esbuild.github.io/api/#metafile */
const Metafile = z.object({
  outputs: z.record(
    z.string(),
    z.object({ bytes: z.number(), inputs: z.record(z.string(), z.object({ bytesInOutput: z.number() })) }),
  ),
});

/** V8 reads all of them at each cold start, which takes 4 ms per 100 kB. */
const maxIndexKibibytes = 540;

describe('the bundle', () => {
  let directory: string;
  let s3: S3Stub;

  before(async () => {
    // Inside the project, so that sharp is found, for the platform that the test runs on.
    await mkdir(path.join(root, 'dist'), { recursive: true });
    directory = await mkdtemp(path.join(root, 'dist', 'bundle-test-'));
    await bundle({ clean: false, outDir: directory, metafile: true });
    await writeFile(path.join(directory, 'invocation.mjs'), invocation);
  });

  after(() => rm(directory, { recursive: true }));

  beforeEach(async () => {
    s3 = await startS3Stub();
  });

  afterEach(() => s3.close());

  /** Returns the report that the invocation prints, and the log before it. */
  async function run(event: unknown, environment: Record<string, string> = functionEnvironment, remainingMs = 30_000) {
    const files = ['invocation.mjs', 'index.mjs'].map((file) => path.join(directory, file));
    const script = [...files, JSON.stringify(event), String(remainingMs)];
    const { stdout } = await promisify(execFile)(process.execPath, script, {
      env: {
        ...environment,
        AWS_REGION: 'eu-west-1',
        AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
        AWS_SECRET_ACCESS_KEY: 'example',
        // For an IP address, the SDK puts the bucket in the path.
        AWS_ENDPOINT_URL_S3: s3.endpoint,
      },
    });
    const lines = stdout.trimEnd().split('\n');
    const report: unknown = JSON.parse(`${lines.pop()}`);
    return { report, log: lines.map((line) => LogLine.parse(JSON.parse(line))) };
  }

  async function invoke(event: unknown) {
    const { report, log } = await run(event);
    return { outcomes: z.array(Outcome).parse(report), log };
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
    expect(log[0]).to.have.property('reason').that.contains('Supported formats: avif,');
  });

  it('reserves a second to report that it had no time', async () => {
    const { report, log } = await run(eventFixture('upload'), functionEnvironment, 1900);

    expect(ReportedError.parse(report).errorMessage).to.contain('(out-of-time): Round 1 cannot begin');
    expect(log[0]).to.include({ level: 'ERROR', result: 'failed', code: 'out-of-time' });
  });

  it('throws errors whose names a person can read, although it is minified', async () => {
    const { report } = await run({ Records: 'none' });

    const { errorMessage, ...names } = ReportedError.parse(report);
    expect(names).to.deep.equal({ className: 'Failure', errorType: 'malformed-event' });
    expect(errorMessage).to.contain('Records: Invalid input: expected array, received string');
  });

  it('keeps the names of classes of errors, also those of libraries', async () => {
    const probe = path.join(directory, 'probe.ts');
    const errors = path.join(root, 'functions', 'thumbnail', 'errors.ts');
    await writeFile(
      probe,
      `export { Failure, Rejection } from ${JSON.stringify(errors)};
       export { NoSuchKey, S3ServiceException } from '@aws-sdk/client-s3';`,
    );
    await bundle({ clean: false, outDir: path.join(directory, 'probe'), entry: { probe } });

    const exported = await import(pathToFileURL(path.join(directory, 'probe', 'probe.mjs')).href);
    const names = Object.entries<{ name: string }>(exported).map(([name, value]) => [name, value.name]);
    expect(names).to.deep.equal(
      ['Failure', 'NoSuchKey', 'Rejection', 'S3ServiceException'].map((name) => [name, name]),
    );
  });

  it('stays within the size and the packages that a cold start can afford', async () => {
    const { outputs } = Metafile.parse(JSON.parse(await readFile(path.join(directory, 'metafile-esm.json'), 'utf8')));
    const index = Object.entries(outputs).find(([file]) => file.endsWith('/index.mjs'))?.[1];
    const used = Object.entries(index?.inputs ?? {}).filter(([, { bytesInOutput }]) => bytesInOutput > 0);
    const files = used.map(([file]) => file);
    // See `functions/thumbnail/zod.ts` and `scripts/build/sdk-stand-ins.ts`.
    const unwanted = /zod\/v4\/classic|event-streams\/(?!index\.js)|shared-ini-file-loader\/readFile|node:fs\/promises/;
    expect(files.filter((file) => unwanted.test(file))).to.deep.equal([]);
    expect(files).to.include.members(['sharp-on-demand:@img/colour', 'sharp-on-demand:semver']);
    const packages = files.flatMap((file) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? []);

    expect((index?.bytes ?? Number.POSITIVE_INFINITY) / 1024).to.be.below(maxIndexKibibytes);
    expect([...new Set(packages)].sort()).to.deep.equal([
      '@aws-sdk/checksums',
      '@aws-sdk/client-s3',
      '@aws-sdk/core',
      '@aws-sdk/credential-provider-env',
      '@aws-sdk/middleware-sdk-s3',
      '@aws-sdk/signature-v4-multi-region',
      '@aws-sdk/xml-builder',
      '@aws/lambda-invoke-store',
      '@img/colour',
      '@smithy/core',
      '@smithy/node-http-handler',
      '@smithy/signature-v4',
      '@smithy/types',
      'detect-libc',
      'hash-wasm',
      'sharp',
      'thumbhash',
      'zod',
    ]);
  });

  it('imports no built-in module, which would evaluate all its exports', async () => {
    const index = await readFile(path.join(directory, 'index.mjs'), 'utf8');
    expect(index).to.contain('process.getBuiltinModule("node:https")');
    const imported = [...index.matchAll(/\b(?:from|import) ?\(?"([^"]+)"/g)].map(([, name = '']) => name);
    expect(imported.filter(isBuiltin)).to.deep.equal([]);
  });

  it('starts without the built-in modules that a thumbnail does not need', async () => {
    await writeFile(
      path.join(directory, 'start.mjs'),
      `await import('./index.mjs'); console.log(process.moduleLoadList.join());`,
    );
    const script = [path.join(directory, 'start.mjs')];
    const { stdout } = await promisify(execFile)(process.execPath, script, { env: functionEnvironment });

    expect(stdout).to.contain('NativeModule https');
    expect(stdout).not.to.match(/internal\/(?:fs\/streams|webstreams\/readablestream|deps\/undici)/);
  });

  it('does not start without its settings, and names the missing ones', async () => {
    const stderr = await run(eventFixture('upload'), { SOURCE_BUCKET: 'example-source' }).then(
      () => 'it started',
      (error: unknown) => z.object({ stderr: z.string() }).parse(error).stderr,
    );

    expect(stderr).to.contain('PROCESSED_BUCKET is not set');
  });
});
