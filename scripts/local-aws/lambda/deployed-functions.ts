import type { ChildProcess } from 'node:child_process';
import path from 'node:path';
import { isAllowed } from '../../policies/is-allowed.ts';
import type { RolePolicy } from '../../policies/role-policy.ts';
import type { PoliciesOf } from '../authorize.ts';
import type { Stack } from '../terraform/stack.ts';
import { type AsynchronousInvocations, openAsynchronousInvocations } from './asynchronous-invocations.ts';
import type { InvocationRecord } from './invocation-record.ts';
import { type LocalFunction, openLocalFunction } from './local-function.ts';
import { unpackFunction } from './unpack-function.ts';

/** A deployed function, which is invoked at once or through its queue of asynchronous events. */
export type DeployedFunction = LocalFunction & AsynchronousInvocations & { arn: string };

export interface FunctionsOptions {
  stack: Stack;
  /** The URL of the local AWS. */
  endpoint: string;
  /** The directory that functions are unpacked in, and that keeps their events if `keepEvents` is true. */
  directory: string;
  keepEvents: boolean;
  /** The directory of the functions' dependencies, built for this machine. */
  nodeModules: string;
  policiesOf: PoliciesOf;
  deliver: (destinationArn: string, record: InvocationRecord) => Promise<void>;
  /** Called with each line of a function's log, if its role may write to the log group. */
  onLog: (line: string) => void;
  onDone: (record: InvocationRecord) => void;
  retryDelaysMs?: readonly number[];
  maxProcesses: number;
  /** Called with the function's process when an invocation begins. */
  onInvocation: (process: ChildProcess) => void;
}

/**
 * Deploys the functions of a stack, and starts on the events that earlier runs left. Returns the functions by name.
 *
 * @throws {Error} when a function could never run, or would lose its failures
 */
export async function openFunctions(options: FunctionsOptions): Promise<Map<string, DeployedFunction>> {
  const functions = new Map<string, DeployedFunction>();
  for (const configuration of options.stack.functions) {
    functions.set(configuration.function_name, await openFunction(configuration, options));
  }
  return functions;
}

async function openFunction(
  configuration: Stack['functions'][number],
  options: FunctionsOptions,
): Promise<DeployedFunction> {
  const { stack, endpoint, directory, keepEvents, nodeModules, policiesOf, deliver, onLog, onDone, retryDelaysMs } =
    options;
  const { maxProcesses, onInvocation } = options;
  const { function_name: name, arn, reserved_concurrent_executions: reserved } = configuration;
  const role = stack.roles.find((it) => it.arn === configuration.role)?.name ?? '';
  const invokeConfig = stack.eventInvokeConfigs.find((it) => it.function_name === name);
  if (!invokeConfig && isInvokedByBuckets(stack, arn))
    throw new Error(`${name} has no aws_lambda_function_event_invoke_config, so its failures would be lost.`);

  const { on_failure, on_success } = invokeConfig?.destination_config ?? {};
  if (reserved === 0)
    throw new Error(`${name} has a reserved concurrency of 0, so it never runs. Expected at least 1.`);
  const taskRoot = path.join(directory, 'functions', name);
  await unpackFunction(path.join(stack.directory, configuration.filename), taskRoot, nodeModules);
  const concurrency = Math.min(reserved === -1 ? Number.POSITIVE_INFINITY : reserved, maxProcesses);
  const canLog = mayLog(stack, configuration.logging_config.log_group, policiesOf(role));
  const local = openLocalFunction({
    configuration: {
      name,
      arn,
      region: stack.region,
      runtime: configuration.runtime,
      handler: configuration.handler,
      taskRoot,
      memoryMegabytes: configuration.memory_size,
      timeoutSeconds: configuration.timeout,
      environment: {
        ...configuration.environment.variables,
        // The local AWS identifies a caller by its access key. The function's is the name of its role.
        AWS_ACCESS_KEY_ID: role,
        AWS_SECRET_ACCESS_KEY: 'local',
        AWS_ENDPOINT_URL: endpoint,
      },
    },
    concurrency,
    onLog: canLog ? onLog : () => {},
    onInvocation,
  });
  const events = await openAsynchronousInvocations({
    invoke: local.invoke,
    concurrency,
    functionArn: arn,
    // Lambda's own defaults.
    maxRetryAttempts: invokeConfig?.maximum_retry_attempts ?? 2,
    maxEventAgeSeconds: invokeConfig?.maximum_event_age_in_seconds ?? 21_600,
    ...(on_failure && { onFailure: on_failure.destination }),
    ...(on_success && { onSuccess: on_success.destination }),
    deliver,
    ...(retryDelaysMs && { retryDelaysMs }),
    ...(keepEvents ? { directory: path.join(directory, 'events', name) } : {}),
    onDone,
    onError: (error, requestId) => onLog(`The event ${requestId} is kept for the next start: ${error}`),
  });
  return {
    ...local,
    ...events,
    arn,
    async stop() {
      await events.stop();
      await local.stop();
    },
  };
}

function mayLog({ logGroups }: Stack, logGroupName: string, policies: readonly RolePolicy[]): boolean {
  const logGroup = logGroups.find(({ name }) => name === logGroupName);
  const resource = `${logGroup?.arn}:log-stream:local`;
  return ['logs:CreateLogStream', 'logs:PutLogEvents'].every((action) => isAllowed(policies, { action, resource }));
}

/** An event of a bucket comes once. One of a schedule comes again, so that it may be lost. */
function isInvokedByBuckets({ notifications, eventRules, eventTargets }: Stack, functionArn: string): boolean {
  const rules = eventTargets.filter(({ arn }) => arn === functionArn).map(({ rule }) => rule);
  return (
    notifications.some((it) => it.lambda_function.some((to) => to.lambda_function_arn === functionArn)) ||
    eventRules.some(({ name, pattern }) => pattern !== undefined && rules.includes(name))
  );
}
