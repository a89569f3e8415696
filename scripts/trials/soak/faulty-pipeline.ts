import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { root } from '../../cli/project-root.ts';
import { startLocalAws } from '../../local-aws/index.ts';
import { type Redriven, redrive } from '../../operations/redrive/redrive.ts';
import { only } from '../only.ts';
import { resizeFunction } from '../resize-function.ts';
import type { Buckets } from './agreement.ts';
import { createRandomFaults, type RandomFaults } from './random-faults.ts';

/** A stack on the local AWS with faults, which `faults.pause` stops. */
export interface FaultyPipeline {
  s3: S3Client;
  buckets: Buckets;
  faults: RandomFaults;
  /** The number of finished events, by their outcome. */
  outcomes: ReadonlyMap<string, number>;
  /** Returns the number of events that were delivered and are not finished. */
  pending(): number;
  /** Resolves when no event is pending, and none is on its way. */
  settled(): Promise<void>;
  /** Redrives the dead-letter queue; a dry run only reads it. */
  redrive(options: { dryRun: boolean }): Promise<Redriven>;
  stop(): Promise<void>;
}

/** More than most machines have cores, since an invocation with a fault mostly waits. */
export const processes = 6;

const ownAccessKeyId = 'soak';

const Outcomes = z.tuple([z.object({ result: z.string() })]);

/** @param stackDirectory a synthesized stack with one function */
export async function startFaultyPipeline(stackDirectory: string, seed: number): Promise<FaultyPipeline> {
  const directory = await mkdtemp(path.join(tmpdir(), 'soak-'));
  const resized = path.join(directory, 'stack');
  const hog = pathToFileURL(path.join(root, 'scripts', 'trials', 'soak', 'hog.mjs'));
  await resizeFunction(stackDirectory, resized, {
    // Small, and with little time, so that a process that hangs does not hold up the others.
    memoryMegabytes: 512,
    timeoutSeconds: 10,
    processes,
    variables: { NODE_OPTIONS: `--import=${hog}` },
  });
  const outcomes = new Map<string, number>();
  let pending = 0;
  const faults = createRandomFaults(seed, ownAccessKeyId);
  const aws = await startLocalAws({
    stackDirectory: resized,
    directory,
    keepEvents: false,
    nodeModules: path.join(root, 'node_modules'),
    port: 0,
    onLog: () => {},
    onDone: ({ requestContext: { condition }, responsePayload }) => {
      pending -= 1;
      const outcome = condition === 'Success' ? Outcomes.parse(responsePayload)[0].result : 'dead-lettered';
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
  const credentials = { accessKeyId: ownAccessKeyId, secretAccessKey: 'any' };
  const client = { endpoint, region: stack.region, credentials };
  const [sqs, lambda] = [new SQSClient(client), new LambdaClient(client)];
  const { function_name: functionName, environment } = only(stack.functions, 'functions');
  const { name: queueName } = only(stack.queues, 'queues');
  const { SOURCE_BUCKET: source = '', PROCESSED_BUCKET: processed = '' } = environment.variables;
  return {
    s3: new S3Client(client),
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
        queueName,
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
