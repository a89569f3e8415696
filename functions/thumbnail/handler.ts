import { readBatchInvocation } from './batch-invocation.ts';
import { reservedMs } from './contract/limits.ts';
import type { Outcome } from './contract/outcome.ts';
import { deadlineIn } from './deadline.ts';
import { growHeap } from './grow-heap.ts';
import { limitYoungHeap } from './limit-young-heap.ts';
import { hideKeys } from './log-keys/hide-keys.ts';
import { openLogKeys } from './log-keys/open-log-keys.ts';
import { logLine } from './log-line.ts';
import { s3ObjectStore } from './object-store.ts';
import { type BatchResults, processBatchTasks } from './process-batch-tasks.ts';
import { processEvent } from './process-event.ts';
import { type Ports, reconcile } from './reconcile.ts';
import { reconcileIfStale } from './reconcile-if-stale.ts';
import { configureSharp } from './rendering/decoders/configure-sharp.ts';
import { loadersOf } from './rendering/formats/index.ts';
import { render } from './rendering/render.ts';
import { releaseBodyMemory } from './s3/body-memory.ts';
import { createS3Client } from './s3/create-s3-client.ts';
import { readSettings } from './settings.ts';

configureSharp(loadersOf({ isIsolated: false }));
const settings = readSettings(process.env);
const client = createS3Client();
let initialized: Awaited<ReturnType<typeof initialize>> | undefined;

/** Runs in the first invocation, not while the module loads. A failure of KMS then fails the event with its code, and is retried. */
async function initialize() {
  // Not while the module loads: V8 then compiles the modules of Node.js that are loaded later from their source.
  growHeap();
  const keys = await openLogKeys(settings);
  const ports: Ports = {
    source: s3ObjectStore(client, settings.sourceBucket, keys),
    processed: s3ObjectStore(client, settings.processedBucket, keys),
    // Once it is drawn, the image is not needed.
    render: (image, ...rest) => render(image, ...rest).finally(() => releaseBodyMemory(image)),
  };
  const reconcileKey = reconcile(ports, settings);
  return { keys, reconcileKey, reconcileStaleKey: reconcileIfStale(ports, settings, reconcileKey) };
}

/** https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html */
interface Context {
  awsRequestId: string;
  getRemainingTimeInMillis(): number;
}

/**
 * Lambda calls this with each event.
 *
 * @returns one outcome for each record; to S3 Batch Operations, one result for each task
 * @throws {Failure} when an event is malformed, or a record failed, so that Lambda tries the event again
 */
export async function handler(event: unknown, context: Context): Promise<Outcome[] | BatchResults> {
  limitYoungHeap();
  const deadline = deadlineIn(context.getRemainingTimeInMillis() - reservedMs.exit);
  initialized ??= await initialize();
  const { keys, reconcileKey, reconcileStaleKey } = initialized;
  // `console` would wrap the line in Lambda's own JSON.
  const report = (outcome: Outcome) =>
    void process.stdout.write(`${logLine(hideKeys(outcome, keys), context.awsRequestId)}\n`);
  const { sourceBucket } = settings;
  const invocation = readBatchInvocation(event, keys);
  if (invocation) {
    const reconcileTask = invocation.onlyIfStale ? reconcileStaleKey : reconcileKey;
    return processBatchTasks({ sourceBucket, reconcileKey: reconcileTask, report })(invocation, deadline);
  }
  return processEvent({ sourceBucket, reconcileKey, report }, keys)(event, deadline);
}
