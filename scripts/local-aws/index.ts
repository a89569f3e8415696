import { availableParallelism } from 'node:os';
import path from 'node:path';
import { putOnBus } from './events/event-bus.ts';
import { type Faults, noFaults } from './faults.ts';
import { openHttpEndpoint, type RequestHandler } from './http/http-endpoint.ts';
import { isAllowed } from './iam/is-allowed.ts';
import { PolicyDocument } from './iam/policy-document.ts';
import { type DeployedFunction, openFunctions } from './lambda/deployed-functions.ts';
import type { InvocationRecord } from './lambda/invocation-record.ts';
import { lambdaRequestHandler } from './lambda/lambda-request-handler.ts';
import { concerns, notificationEvent } from './s3/notifications.ts';
import { type ObjectChange, type ObjectStore, openObjectStore } from './s3/object-store.ts';
import { s3RequestHandler } from './s3/s3-request-handler.ts';
import { openQueueStore } from './sqs/queue-store.ts';
import { sqsRequestHandler } from './sqs/sqs-request-handler.ts';
import { readStack, type Stack } from './terraform/stack.ts';
import { validateStack } from './terraform/validate-stack.ts';

/** Nobody's account. */
const accountId = '000000000000';

export interface LocalAws {
  /** Such as `http://127.0.0.1:4580`, of S3, SQS and Lambda alike. */
  endpoint: string;
  stack: Stack;
  objects: ObjectStore;
  functions: ReadonlyMap<string, DeployedFunction>;
  /** Resolves when no event is pending. */
  drain(): Promise<void>;
  /** Lets running invocations come to their end; pending events are kept for the next start, if any are kept. */
  stop(): Promise<void>;
}

export interface LocalAwsOptions {
  /** Where `cdk.tf.json` was synthesized. */
  stackFolder: string;
  /** Where objects, messages and events are kept. */
  directory: string;
  /** False for a directory that is thrown away: then pending events are not written. */
  keepEvents: boolean;
  /** The folder that the functions' dependencies are in, built for this machine. */
  nodeModules: string;
  /** 0 for any free one. */
  port: number;
  /** Is given each line of the functions' logs. */
  onLog: (line: string) => void;
  /** Is told of each event that is done with. */
  onDone: (record: InvocationRecord) => void;
  /** Milliseconds before each retry of an event, for tests that cannot wait. */
  retryDelaysMs?: readonly number[];
  /** How many processes a function has at most, whatever it has reserved: as many as there are cores, unless they mostly wait. */
  mostProcesses?: number;
  faults?: Faults;
}

/**
 * AWS on this machine, as small as can be: runs what a synthesized stack describes. Callers are who their access keys say;
 * their signatures are not verified. A function's is the name of its role, whose policies hold for each of its calls; all
 * others are the developer, who may do anything.
 *
 * @throws Error that names what the local AWS does not know of the stack, or what AWS would refuse of it
 */
export async function startLocalAws(options: LocalAwsOptions): Promise<LocalAws> {
  const { stackFolder, directory, keepEvents, nodeModules, port, onLog, onDone, retryDelaysMs } = options;
  const { mostProcesses = availableParallelism(), faults = noFaults } = options;
  const http = await openHttpEndpoint(port);
  try {
    const stack = await readStack(stackFolder, { accountId, endpoint: http.url });
    const policiesOf = policiesByRole(stack);
    const refused = validateStack(stack, policiesOf);
    if (refused.length > 0) throw new Error(`AWS would refuse this stack.\n- ${refused.join('\n- ')}`);

    const queues = openQueueStore({ directory: path.join(directory, 'queues') });
    for (const { name, visibility_timeout_seconds, message_retention_seconds } of stack.queues) {
      await queues.createQueue({
        name,
        visibilityTimeoutSeconds: visibility_timeout_seconds,
        retentionSeconds: message_retention_seconds,
      });
    }
    for (const { name, permissions_boundary } of stack.roles) {
      if (permissions_boundary === undefined) continue;
      onLog(`${name}: its boundary ${permissions_boundary} is not of this stack. Only its own policies hold here.`);
    }
    const deliver = async (destinationArn: string, record: InvocationRecord) => {
      if (destinationArn.split(':')[2] === 'events') {
        return putOnBus(path.join(directory, 'event-buses'), destinationArn, record);
      }
      await queues.queue(destinationArn.split(':').at(-1) ?? '').send(JSON.stringify(record));
    };
    const functions = await openFunctions({
      stack,
      endpoint: http.url,
      directory,
      keepEvents,
      nodeModules,
      policiesOf,
      deliver,
      onLog,
      onDone,
      retryDelaysMs,
      mostProcesses,
      onInvocation: faults.invocation,
    });
    const objects = await openObjectStore({
      directory: path.join(directory, 'buckets'),
      onChange: (change) => notify(stack, functions, change, faults),
    });
    for (const { bucket } of stack.buckets) await objects.createBucket(bucket);

    const roles = new Set(stack.roles.map(({ name }) => name));
    const authorize = ({ accessKeyId, ...request }: { accessKeyId: string; action: string; resource: string }) =>
      !roles.has(accessKeyId) || isAllowed(policiesOf(accessKeyId), request);
    const keyOf = (bucket: string) =>
      stack.encryptions.find((it) => it.bucket === bucket)?.rule.apply_server_side_encryption_by_default
        .kms_master_key_id;
    const s3 = faults.s3(s3RequestHandler({ store: objects, authorize, keyOf, region: stack.region }));
    const sqs = sqsRequestHandler({ queues, authorize, region: stack.region, accountId, endpoint: http.url });
    const lambda = lambdaRequestHandler({ functions, authorize });
    http.serve(serviceOf({ s3, sqs, lambda }));

    const each = (act: (it: DeployedFunction) => Promise<void>) => Promise.all([...functions.values()].map(act));
    return {
      endpoint: http.url,
      stack,
      objects,
      functions,
      drain: async () => void (await each((it) => it.drain())),
      async stop() {
        await each((it) => it.stop());
        await http.close();
      },
    };
  } catch (error) {
    await http.close();
    throw error;
  }
}

function policiesByRole({ rolePolicies }: Stack): (roleName: string) => PolicyDocument[] {
  const parsed = rolePolicies.map(({ role, policy }) => ({ role, policy: PolicyDocument.parse(JSON.parse(policy)) }));
  return (roleName) => parsed.filter(({ role }) => role === roleName).map(({ policy }) => policy);
}

function notify(
  stack: Stack,
  functions: ReadonlyMap<string, DeployedFunction>,
  change: ObjectChange,
  faults: Faults,
): void {
  for (const { bucket, lambda_function } of stack.notifications) {
    for (const notification of lambda_function) {
      if (bucket !== change.bucket || !concerns(notification, change)) continue;
      const subscriber = [...functions.values()].find(({ arn }) => arn === notification.lambda_function_arn);
      faults.notification(() => void subscriber?.enqueue(notificationEvent(change, stack)));
    }
  }
}

/** Which service a request is for: SQS names its actions in a header, Lambda's paths begin with its API's version. */
function serviceOf({ s3, sqs, lambda }: Record<'s3' | 'sqs' | 'lambda', RequestHandler>): RequestHandler {
  return (request, response) => {
    if (String(request.headers['x-amz-target']).startsWith('AmazonSQS.')) return sqs(request, response);
    if (request.url?.startsWith('/2015-03-31/functions/')) return lambda(request, response);
    return s3(request, response);
  };
}
