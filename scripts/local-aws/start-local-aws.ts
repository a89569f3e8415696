import { availableParallelism } from 'node:os';
import path from 'node:path';
import { authorizeRoles } from './authorize.ts';
import { type Delivery, openDeliveries } from './cloudfront/open-deliveries.ts';
import { deliverRecord } from './events/deliver-record.ts';
import { notifyFunctions } from './events/notify-functions.ts';
import { type Faults, noFaults } from './faults.ts';
import { type HttpEndpoint, openHttpEndpoint } from './http/http-endpoint.ts';
import { routeByService } from './http/route-by-service.ts';
import { type DeployedFunction, openFunctions } from './lambda/deployed-functions.ts';
import type { InvocationRecord } from './lambda/invocation-record.ts';
import { lambdaRequestHandler } from './lambda/lambda-request-handler.ts';
import { s3RequestHandler } from './s3/s3-request-handler.ts';
import { type ObjectStore, openObjectStore } from './s3/store/object-store.ts';
import { openQueueStore, type QueueStore } from './sqs/queue-store.ts';
import { sqsRequestHandler } from './sqs/sqs-request-handler.ts';
import { bucketSettings } from './terraform/bucket-settings.ts';
import { policiesByRole } from './terraform/policies-by-role.ts';
import { readStack, type Stack } from './terraform/stack.ts';
import { validateStack } from './terraform/validate-stack.ts';

/** An account id that belongs to nobody. */
const accountId = '000000000000';

export interface LocalAws {
  /** The URL of S3, SQS and Lambda alike, such as `http://127.0.0.1:4580`. */
  endpoint: string;
  /** Where CloudFront serves each distribution of the stack. */
  deliveries: readonly Delivery[];
  stack: Stack;
  objects: ObjectStore;
  functions: ReadonlyMap<string, DeployedFunction>;
  /** Resolves when no event is pending. */
  drain(): Promise<void>;
  /** Waits for running invocations. With `keepEvents`, pending events are kept for the next start. */
  stop(): Promise<void>;
}

export interface LocalAwsOptions {
  /** The directory that `cdk.tf.json` was synthesized in. */
  stackDirectory: string;
  /** The directory that objects, messages and events are kept in. */
  directory: string;
  /** False for a directory that is thrown away: pending events are then kept in memory alone. */
  keepEvents: boolean;
  /** The directory of the functions' dependencies, built for this machine. */
  nodeModules: string;
  /** 0 for any free one. The distributions have those that follow, or others if one is in use. */
  port: number;
  /** Called with each line of the functions' logs, and with a line for each request that is not implemented. */
  onLog: (line: string) => void;
  /** Called when an event finishes, and after a synchronous invocation. */
  onDone: (record: InvocationRecord) => void;
  /** Milliseconds before each retry of an event, for tests that cannot wait. */
  retryDelaysMs?: readonly number[];
  /** The maximum number of processes of one function, whatever it has reserved. By default the number of cores. */
  maxProcesses?: number;
  faults?: Faults;
}

/**
 * Runs what a synthesized stack describes as AWS would, on this machine. A caller is identified by its access key; signatures
 * are not verified. A function's access key is the name of its role, and the role's policies apply to each of its calls.
 * Every other caller is the developer, who may do anything.
 *
 * @throws {PortInUseError} when the port is in use
 * @throws {Error} when the stack holds something that the local AWS does not know, or that AWS would refuse
 */
export async function startLocalAws(options: LocalAwsOptions): Promise<LocalAws> {
  const http = await openHttpEndpoint(options.port);
  try {
    return await deploy(http, options);
  } catch (error) {
    await http.close();
    throw error;
  }
}

async function deploy(http: HttpEndpoint, options: LocalAwsOptions): Promise<LocalAws> {
  const {
    stackDirectory,
    directory,
    onLog,
    onDone,
    maxProcesses = availableParallelism(),
    faults = noFaults,
  } = options;
  const stack = await readStack(stackDirectory, { accountId, endpoint: http.url });
  const policiesOf = policiesByRole(stack);
  const refusals = validateStack(stack, policiesOf);
  if (refusals.length > 0) throw new Error(`AWS would refuse this stack.\n- ${refusals.join('\n- ')}`);
  for (const line of [...boundaryNotices(stack), ...scheduleNotices(stack)]) onLog(line);

  const queues = await openQueues(stack, path.join(directory, 'queues'));
  const busDirectory = path.join(directory, 'event-buses');
  const functions = await openFunctions({
    ...options,
    stack,
    endpoint: http.url,
    policiesOf,
    deliver: (destinationArn, record) => deliverRecord(destinationArn, record, { queues, busDirectory }),
    maxProcesses,
    onInvocation: faults.invocation,
  });
  const objects = await openObjectStore({
    directory: path.join(directory, 'buckets'),
    onChange: (change) => notifyFunctions(change, { stack, functions, deliver: faults.notification }),
  });
  for (const { bucket } of stack.buckets) await objects.createBucket(bucket);

  const authorize = authorizeRoles(stack, policiesOf);
  const { region } = stack;
  const s3 = faults.s3(
    s3RequestHandler({ store: objects, authorize, ...bucketSettings(stack), region, accountId, onRefusal: onLog }),
  );
  const sqs = sqsRequestHandler({ queues, authorize, region, accountId, endpoint: http.url, onRefusal: onLog });
  const lambda = lambdaRequestHandler({ functions, authorize, onDone, onRefusal: onLog });
  const firstDeliveryPort = options.port === 0 ? 0 : options.port + 1;
  const deliveries = await openDeliveries(stack, firstDeliveryPort, { store: objects, onRefusal: onLog });
  http.serve(routeByService({ s3, sqs, lambda }, onLog));

  const each = (act: (it: DeployedFunction) => Promise<void>) => Promise.all([...functions.values()].map(act));
  return {
    endpoint: http.url,
    deliveries,
    stack,
    objects,
    functions,
    drain: async () => void (await each((it) => it.drain())),
    async stop() {
      await each((it) => it.stop());
      await Promise.all([http, ...deliveries].map((it) => it.close()));
    },
  };
}

function boundaryNotices({ roles }: Stack): string[] {
  return roles.flatMap(({ name, permissions_boundary: boundary }) =>
    boundary === undefined
      ? []
      : `${name}: the local AWS does not apply its permissions boundary ${boundary}, which another stack defines.`,
  );
}

function scheduleNotices({ eventRules }: Stack): string[] {
  return eventRules.flatMap(({ name, schedule }) =>
    schedule === undefined
      ? []
      : `${name}: the local AWS does not run its schedule, ${schedule}. Invoke its function when you want it to run.`,
  );
}

async function openQueues(stack: Stack, directory: string): Promise<QueueStore> {
  const queues = openQueueStore({ directory });
  for (const { name, visibility_timeout_seconds, message_retention_seconds } of stack.queues) {
    await queues.createQueue({
      name,
      visibilityTimeoutSeconds: visibility_timeout_seconds,
      retentionSeconds: message_retention_seconds,
    });
  }
  return queues;
}
