import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { sourceFormats } from '../../../functions/thumbnail/contract/source-formats.ts';
import { Variants } from '../../../functions/thumbnail/contract/variant.ts';
import { exampleConfiguration } from '../../build/configuration-file.ts';
import { prepareStack } from '../../build/prepare-stack.ts';
import { root } from '../../cli/project-root.ts';
import { noFaults, notificationEvent, startLocalAws } from '../../local-aws/index.ts';
import { only } from '../only.ts';
import type { BenchRequest } from './contestants/worker.ts';
import type { CorpusImage } from './corpus/draw-corpus.ts';

/** The S3 that all contestants use, with the buckets and the function's settings of the example's stack. */
export interface Stage {
  region: string;
  endpoint: string;
  sourceBucket: string;
  /** JSON of the variants that the function makes, with every default. */
  variants: string;
  /** The environment of a contestant's process, which is that of the deployed function, and the variants as `SHARP_VARIANTS`. */
  environment: Readonly<Record<string, string>>;
  /** The client of a developer, who may do anything. */
  client: S3Client;
  /** Uploads an image with a CRC-32, as the AWS SDKs do, and returns the request to make its thumbnail. */
  upload(image: CorpusImage): Promise<BenchRequest>;
  /** Returns how many requests S3 has answered. */
  requestCount(): number;
  stop(): Promise<void>;
}

/** The memory that lets the function accept the largest image: with the default, it rejects a progressive JPEG of 108 megapixels. */
const enoughMegabytes = '1769';

const credentials = { accessKeyId: 'bench', secretAccessKey: 'local' };

/** Starts the local S3. Nothing is notified of uploads: the benchmark makes the events. */
export async function openStage(): Promise<Stage> {
  const directory = await mkdtemp(path.join(tmpdir(), 'bench-'));
  let requests = 0;
  const aws = await startLocalAws({
    stackDirectory: await prepareStack(exampleConfiguration),
    directory,
    keepEvents: false,
    nodeModules: path.join(root, 'node_modules'),
    port: 0,
    onLog: () => {},
    onDone: () => {},
    faults: {
      ...noFaults,
      notification: () => {},
      s3: (handler) => (request, response) => {
        requests += 1;
        return handler(request, response);
      },
    },
  });
  const { environment } = only(aws.stack.functions, 'functions');
  const { region } = aws.stack;
  const sourceBucket = environment.variables['SOURCE_BUCKET'] ?? '';
  const variants = JSON.stringify(Variants.parse(JSON.parse(environment.variables['VARIANTS'] ?? '')));
  const client = new S3Client({ region, endpoint: aws.endpoint, forcePathStyle: true, credentials });
  return {
    region,
    endpoint: aws.endpoint,
    sourceBucket,
    variants,
    environment: {
      PATH: process.env['PATH'] ?? '',
      ...environment.variables,
      SHARP_VARIANTS: variants,
      FORMATS: JSON.stringify(sourceFormats.options),
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: enoughMegabytes,
      AWS_ENDPOINT_URL: aws.endpoint,
      AWS_REGION: region,
      AWS_DEFAULT_REGION: region,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    },
    client,
    async upload({ image, file, bytes }) {
      const key = path.basename(file);
      await client.send(new PutObjectCommand({ Bucket: sourceBucket, Key: key, Body: await readFile(file) }));
      const change = {
        bucket: sourceBucket,
        key,
        size: bytes,
        eventName: 'ObjectCreated:Put',
        sequencer: '01',
      } as const;
      const event = notificationEvent(
        { ...change, time: new Date().toISOString() },
        { region, accountId: '000000000000' },
      );
      return { bucket: sourceBucket, key, file, event, pillowFormat: image.pillowFormat };
    },
    requestCount: () => requests,
    async stop() {
      client.destroy();
      await aws.stop();
      await rm(directory, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
