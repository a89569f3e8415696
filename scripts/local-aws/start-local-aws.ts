import { availableParallelism } from 'node:os';
import path from 'node:path';
import { type Delivery, openDeliveries } from './cloudfront/open-deliveries.ts';
import { deliverRecord } from './events/deliver-record.ts';
import { notifyFunctions } from './events/notify-functions.ts';
import { type Faults, noFaults } from './faults.ts';
import { type HttpEndpoint, openHttpEndpoint, type RequestInterceptor } from './http/http-endpoint.ts';
import { createMacSecrets } from './kms/mac-secrets.ts';
import { type DeployedFunction, openFunctions } from './lambda/deployed-functions.ts';
import type { EventProgress } from './lambda/event-progress.ts';
import type { InvocationRecord } from './lambda/invocation-record.ts';
import { createLogStore } from './logs/log-store.ts';
import { type BucketStore, openBucketStore } from './s3/store/bucket-store.ts';
import { MultipartUploads } from './s3/store/multipart-uploads.ts';
import type { ObjectChange } from './s3/store/object-change.ts';
import { servicesOf } from './services.ts';
import { openQueueStore, type QueueStore } from './sqs/queue-store.ts';
import { assertRedeployable } from './terraform/assert-redeployable.ts';
import { readDeployedStack } from './terraform/deployed-stack.ts';
import type { Stack } from './terraform/stack.ts';
import { stackNotices } from './terraform/stack-notices.ts';

/** An account id that belongs to nobody. */
const accountId = '000000000000';

export interface LocalAws {
  /** The URL of S3, SQS, Lambda, CloudWatch Logs and KMS alike, such as `http://127.0.0.1:4580`. */
  endpoint: string;
  /** Where CloudFront serves each distribution of the stack. */
  deliveries: readonly Delivery[];
  stack: Stack;
  objects: BucketStore;
  functions: ReadonlyMap<string, DeployedFunction>;
  queues: QueueStore;
  /**
   * Runs another synthesis of the stack from now on: code, variables, memory and timeout of its functions, notifications, rules,
   * CORS, policies and encryption. Functions wait for it, and running invocations end as they began.
   *
   * @throws {Error} when the promise rejects, when AWS would refuse the stack, when it differs in something else, or when a
   *   function cannot start. All goes on as before.
   */
  redeploy(stackDirectory: Promise<string>): Promise<void>;
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
  /** False for a directory that is thrown away: pending events are then kept in memory alone, and files that are put are not copied. */
  keepEvents: boolean;
  /** The directory of the functions' dependencies, built for this machine. */
  nodeModules: string;
  /** 0 for any free one. The distributions have those that follow, or others if one is in use. */
  port: number;
  /** Called with each line of the functions' logs, and with a line for each request that is not implemented. */
  onLog: (line: string) => void;
  /** Called when an event finishes, and after a synchronous invocation. */
  onDone: (record: InvocationRecord) => void;
  /** Called when an asynchronous event is accepted, and when each attempt at it begins. */
  onProgress?: (progress: EventProgress) => void;
  /** Called after each change of an object. */
  onChange?: (change: ObjectChange) => void;
  /** Returns what is offered each request before the services are. */
  intercept?: (aws: LocalAws) => RequestInterceptor;
  /** The port of 127.0.0.1 for a debugger of the function. There is then one process of it, and nothing times out. */
  inspectPort?: number;
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
    onChange = () => {},
    intercept = () => () => false,
    maxProcesses = options.inspectPort === undefined ? availableParallelism() : 1,
    faults = noFaults,
  } = options;
  const place = { accountId, endpoint: http.url };
  let current = await readDeployedStack(stackDirectory, place);
  const { stack } = current;
  for (const line of stackNotices(stack)) onLog(line);

  const logs = createLogStore(stack.logGroups.map(({ name }) => name));
  const queues = await openQueues(stack, path.join(directory, 'queues'));
  const busDirectory = path.join(directory, 'event-buses');
  const functions = await openFunctions({
    ...options,
    ...current,
    endpoint: http.url,
    deliver: (destinationArn, record) => deliverRecord(destinationArn, record, { queues, busDirectory }),
    maxProcesses,
    onLog(line, logGroup) {
      logs.append(logGroup, line);
      onLog(line);
    },
    onInvocation: faults.invocation,
  });
  const objects = await openBucketStore({
    directory: path.join(directory, 'buckets'),
    isTemporary: !options.keepEvents,
    onChange: (change) => {
      onChange(change);
      notifyFunctions(change, { stack: current.stack, functions, deliver: faults.notification });
    },
  });
  for (const { bucket } of stack.buckets) await objects.createBucket(bucket);

  const firstDeliveryPort = options.port === 0 ? 0 : options.port + 1;
  const deliveries = await openDeliveries(stack, firstDeliveryPort, { store: objects, onRefusal: onLog });
  const services = {
    ...{ accountId, endpoint: http.url, objects, queues, functions, logs, faults },
    uploads: new MultipartUploads(objects),
    secrets: createMacSecrets(),
    onDone,
    onRefusal: onLog,
  };
  const serve = () => {
    const handle = servicesOf(current, services);
    http.serve(async (request, response) => {
      if (!interceptor(request, response)) await handle(request, response);
    });
  };
  const each = (act: (it: DeployedFunction) => Promise<void>) => Promise.all([...functions.values()].map(act));
  const aws: LocalAws = {
    endpoint: http.url,
    deliveries,
    stack,
    objects,
    functions,
    queues,
    async redeploy(directory) {
      const next = directory.then(async (it) => assertRedeployable(current, await readDeployedStack(it, place)));
      await each((it) => it.update(next));
      current = await next;
      serve();
    },
    drain: async () => void (await each((it) => it.drain())),
    async stop() {
      await each((it) => it.stop());
      await Promise.all([http, ...deliveries].map((it) => it.close()));
    },
  };
  const interceptor = intercept(aws);
  serve();
  return aws;
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
