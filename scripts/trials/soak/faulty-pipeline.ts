import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { exampleConfiguration } from '../../build/configuration-file.ts';
import { prepareStack } from '../../build/prepare-stack.ts';
import { root } from '../../cli/project-root.ts';
import { startLocalAws } from '../../local-aws/index.ts';
import { type Redriven, redrive } from '../../operations/redrive/redrive.ts';
import type { Random } from '../random.ts';
import { writeVariant } from '../write-variant.ts';
import type { Buckets } from './agreement.ts';
import { type RandomFaults, randomFaults } from './random-faults.ts';

/** The stack on the local AWS, where things go wrong until `faults.pause` is called. */
export interface FaultyPipeline {
  s3: S3Client;
  buckets: Buckets;
  faults: RandomFaults;
  /** How many events were dealt with, by their outcome. */
  outcomes: ReadonlyMap<string, number>;
  /** How many events have been delivered, and not been dealt with. */
  pending(): number;
  /** Resolves when no event is pending, nor on its way. */
  settled(): Promise<void>;
  /** Sends the dead-letter queue again, or only looks at it. */
  redrive(options: { dryRun: boolean }): Promise<Redriven>;
  stop(): Promise<void>;
}

/** More than there are cores, since what goes wrong mostly waits. */
export const processes = 12;

export async function startFaultyPipeline(random: Random): Promise<FaultyPipeline> {
  const directory = await mkdtemp(path.join(tmpdir(), 'soak-'));
  const stackFolder = path.join(directory, 'stack');
  const hog = pathToFileURL(path.join(root, 'scripts', 'trials', 'soak', 'hog.mjs'));
  await writeVariant(await prepareStack(exampleConfiguration), stackFolder, {
    // Small, and with little time, so that what hangs does not hold up everything.
    memoryMegabytes: 512,
    timeoutSeconds: 10,
    processes,
    variables: { NODE_OPTIONS: `--import=${hog}` },
  });
  const outcomes = new Map<string, number>();
  let pending = 0;
  const faults = randomFaults(random, 'thumbnails-dev-thumbnail');
  const aws = await startLocalAws({
    stackDirectory: stackFolder,
    directory,
    keepEvents: false,
    nodeModules: path.join(root, 'node_modules'),
    port: 0,
    onLog: () => {},
    onDone: ({ requestContext: { condition }, responsePayload }) => {
      pending -= 1;
      const outcome = condition === 'Success' ? resultOf(responsePayload) : 'dead-lettered';
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    },
    retryDelaysMs: [100, 200],
    maxProcesses: processes,
    faults: {
      ...faults,
      notification: (deliver) =>
        faults.notification(() => {
          pending += 1;
          deliver();
        }),
    },
  });

  const { endpoint, objects, stack } = aws;
  const credentials = { accessKeyId: 'developer', secretAccessKey: 'any' };
  const place = { endpoint, region: stack.region, credentials };
  const [sqs, lambda] = [new SQSClient(place), new LambdaClient(place)];
  const [{ function_name: functionName = '', environment } = {}] = stack.functions;
  const { SOURCE_BUCKET: source = '', PROCESSED_BUCKET: processed = '' } = environment?.variables ?? {};
  return {
    s3: new S3Client(place),
    buckets: { objects, source, processed },
    faults,
    outcomes,
    pending: () => pending,
    async settled() {
      await faults.delivered();
      await aws.drain();
    },
    redrive: ({ dryRun }) =>
      redrive({
        sqs,
        lambda,
        dryRun,
        queueName: stack.queues[0]?.name ?? '',
        functionName,
        signal: new AbortController().signal,
        onProgress: () => {},
      }),
    async stop() {
      await aws.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

function resultOf(outcomes: unknown): string {
  const [first] = Array.isArray(outcomes) ? outcomes : [];
  return String(first?.result ?? 'no outcome');
}
