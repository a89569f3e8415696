import type { ChildProcess } from 'node:child_process';
import path from 'node:path';
import { isAllowed } from '../../policies/is-allowed.ts';
import type { RolePolicy } from '../../policies/role-policy.ts';
import type { DeployedStack } from '../terraform/deployed-stack.ts';
import type { Stack } from '../terraform/stack.ts';
import { type AsynchronousInvocations, openAsynchronousInvocations } from './asynchronous-invocations.ts';
import type { ControllableFunction } from './control-operations.ts';
import type { EventProgress } from './event-progress.ts';
import { openFunctionCode } from './function-code.ts';
import type { FunctionConfiguration } from './function-configuration.ts';
import type { InvocationRecord } from './invocation-record.ts';
import { type LocalFunction, openLocalFunction } from './local-function.ts';

/** A deployed function, which is invoked at once or through its queue of asynchronous events. */
export type DeployedFunction = Omit<LocalFunction, 'update'> &
  Omit<AsynchronousInvocations, 'reserve'> &
  ControllableFunction & {
    /**
     * Makes invocations that begin from now on wait for another stack, and run as it says.
     *
     * @throws {Error} when the promise rejects, or the function cannot start. It then goes on as before.
     */
    update(next: Promise<DeployedStack>): Promise<void>;
  };

export interface FunctionsOptions extends DeployedStack {
  /** The URL of the local AWS. */
  endpoint: string;
  /** The directory that functions are unpacked in, and that keeps their events if `keepEvents` is true. */
  directory: string;
  keepEvents: boolean;
  /** The directory of the functions' dependencies, built for this machine. */
  nodeModules: string;
  deliver: (destinationArn: string, record: InvocationRecord) => Promise<void>;
  /** Called with each line of a function's log, if its role may write to the log group. */
  onLog: (line: string, logGroup: string) => void;
  onDone: (record: InvocationRecord) => void;
  onProgress?: (progress: EventProgress) => void;
  retryDelaysMs?: readonly number[];
  maxProcesses: number;
  /** Called with the function's process when an invocation begins. */
  onInvocation: (process: ChildProcess) => void;
  inspectPort?: number;
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
  { function_name: name, arn, reserved_concurrent_executions: reserved }: FunctionResource,
  options: FunctionsOptions,
): Promise<DeployedFunction> {
  const { stack, directory, keepEvents, nodeModules, deliver, onLog, onDone, onProgress, retryDelaysMs } = options;
  const invokeConfig = stack.eventInvokeConfigs.find((it) => it.function_name === name);
  if (!invokeConfig && isInvokedByBuckets(stack, arn))
    throw new Error(`${name} has no aws_lambda_function_event_invoke_config, so its failures would be lost.`);

  const { on_failure, on_success } = invokeConfig?.destination_config ?? {};
  if (reserved === 0)
    throw new Error(`${name} has a reserved concurrency of 0, so it never runs. Expected at least 1.`);
  let reservedConcurrency = reserved === -1 ? undefined : reserved;
  const concurrencyOf = (count = Number.POSITIVE_INFINITY) => Math.min(count, options.maxProcesses);
  const concurrency = concurrencyOf(reservedConcurrency);
  const code = await openFunctionCode(path.join(directory, 'functions', name), nodeModules);
  let canLog = false;
  let logGroup = '';
  let current: FunctionConfiguration;
  const configure = async (deployed: DeployedStack) => {
    const resource = deployed.stack.functions.find((it) => it.function_name === name);
    if (!resource) throw new Error(`The stack has no function ${name} any more.`);
    const role = roleName(deployed.stack, resource);
    logGroup = resource.logging_config.log_group;
    canLog = mayLog(deployed.stack, logGroup, deployed.policiesOf(role));
    const taskRoot = await code.unpack(path.join(deployed.stack.directory, resource.filename));
    return configurationOf(resource, { ...options, role, taskRoot });
  };
  current = await configure(options);
  const local = openLocalFunction({
    configuration: current,
    concurrency,
    onLog: (line) => {
      if (canLog) onLog(line, logGroup);
    },
    onInvocation: options.onInvocation,
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
    ...(onProgress && { onProgress }),
    onError: (error, requestId) => onLog(`The event ${requestId} is kept for the next start: ${error}`, logGroup),
  });
  return {
    ...local,
    ...events,
    arn,
    tags: new Map(),
    configuration: () => current,
    reservedConcurrency: () => reservedConcurrency,
    reserve(count) {
      reservedConcurrency = count;
      events.reserve(concurrencyOf(count));
    },
    async update(next) {
      const configured = next.then(configure);
      await local.update(configured);
      current = await configured;
    },
    async stop() {
      await events.stop();
      await local.stop();
    },
  };
}

type FunctionResource = Stack['functions'][number];

function roleName({ roles }: Stack, { role }: FunctionResource): string {
  return roles.find(({ arn }) => arn === role)?.name ?? '';
}

function configurationOf(
  resource: FunctionResource,
  { stack, endpoint, inspectPort, role, taskRoot }: FunctionsOptions & { role: string; taskRoot: string },
): FunctionConfiguration {
  return {
    name: resource.function_name,
    arn: resource.arn,
    region: stack.region,
    runtime: resource.runtime,
    handler: resource.handler,
    taskRoot,
    memoryMegabytes: resource.memory_size,
    timeoutSeconds: resource.timeout,
    ...(inspectPort !== undefined && { inspectPort }),
    environment: {
      ...resource.environment.variables,
      // The local AWS identifies a caller by its access key. The function's is the name of its role.
      AWS_ACCESS_KEY_ID: role,
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_ENDPOINT_URL: endpoint,
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
