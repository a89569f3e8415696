import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { ExecutionEnvironment } from './execution-environment.ts';
import type { FunctionConfiguration } from './function-configuration.ts';
import type { FunctionError, Invocation } from './invocation.ts';
import { createSemaphore } from './semaphore.ts';

export interface LocalFunction {
  /**
   * Starts environments before they are needed, until there are `count` or the maximum.
   *
   * @throws {Error} when one cannot start, with the error of its initialization
   */
  prepare(count: number): Promise<void>;
  /**
   * Runs the function with an event, as soon as an environment is free. An error of the function is part of the result.
   *
   * @throws {Error} when `stop` was called before the function ran
   */
  invoke(payload: unknown, options?: { requestId?: string; attempt?: number }): Promise<Invocation>;
  /**
   * Makes invocations that begin from now on wait for another configuration, and run with it. Running ones end with theirs. An
   * equal configuration keeps the environments, as AWS does when only a policy changes.
   *
   * @throws {Error} when the promise rejects, or no environment starts with it. The earlier configuration then stays.
   */
  update(next: Promise<FunctionConfiguration>): Promise<void>;
  /** Refuses further invocations, waits for the running ones, and ends all processes. */
  stop(): Promise<void>;
}

/**
 * Opens a function that reuses its execution environments for later invocations, as Lambda does.
 *
 * @param options.concurrency the maximum number of environments: the function's reserved concurrency
 * @param options.onLog called with every line that the function writes
 * @param options.onInvocation called with the function's process when an invocation begins
 */
export function openLocalFunction(options: {
  configuration: FunctionConfiguration;
  concurrency: number;
  onLog: (line: string) => void;
  onInvocation?: (process: ChildProcess) => void;
}): LocalFunction {
  const { concurrency, onLog, onInvocation } = options;
  let { configuration } = options;
  let updated: Promise<unknown> = Promise.resolve();
  const { acquire } = createSemaphore(concurrency);
  const environments = new Map<ExecutionEnvironment, FunctionConfiguration>();
  const idle: ExecutionEnvironment[] = [];
  const running = new Set<Promise<Invocation>>();
  let accepting = true;

  function start(): ExecutionEnvironment {
    const environment = new ExecutionEnvironment(configuration, onLog, onInvocation);
    environments.set(environment, configuration);
    return environment;
  }

  function takeIdle(): ExecutionEnvironment | undefined {
    const environment = idle.pop();
    if (!environment?.hasEnded) return environment;
    environments.delete(environment);
    return takeIdle();
  }

  /** Waits until an environment is ready again: its handler may continue after the answer, and the process end of that. */
  async function giveBack(environment: ExecutionEnvironment, release: () => void): Promise<FunctionError | undefined> {
    const error = await environment.ready('none');
    if (error) environments.delete(environment);
    else if (environments.get(environment) === configuration) idle.push(environment);
    else await end(environment);
    release();
    return error;
  }

  async function end(environment: ExecutionEnvironment): Promise<void> {
    await environment.stop();
    environments.delete(environment);
  }

  async function run(requestId: string, event: string): Promise<Invocation> {
    await updated;
    const release = await acquire();
    if (!accepting) {
      release();
      throw stopped();
    }
    const environment = takeIdle() ?? start();
    const invocation = await environment.invoke(requestId, event);
    await giveBack(environment, release);
    return invocation;
  }

  /** @throws {Error} when the environment cannot start */
  async function startIdle(release: () => void): Promise<void> {
    const error = await giveBack(start(), release);
    if (error) throw new Error(`${configuration.name} cannot start: ${error.errorType}: ${error.errorMessage}`);
  }

  async function replace(next: Promise<FunctionConfiguration>): Promise<void> {
    const previous = configuration;
    const following = await next;
    if (isDeepStrictEqual(following, previous)) return;
    const release = await acquire();
    configuration = following;
    // A debugger's port is free only when the earlier process has ended.
    await Promise.all(idle.splice(0).map(end));
    try {
      await startIdle(release);
    } catch (error) {
      configuration = previous;
      throw error;
    }
  }

  const stopped = () => new Error(`The function ${configuration.name} was stopped before it handled the event.`);

  return {
    async prepare(count) {
      const missing = Math.max(0, Math.min(count, concurrency) - environments.size);
      await Promise.all(Array.from({ length: missing }, async () => startIdle(await acquire())));
    },

    async invoke(payload, { requestId = randomUUID(), attempt } = {}) {
      if (!accepting) throw stopped();
      const invocation = run(requestId, JSON.stringify(payload));
      running.add(invocation);
      try {
        return { ...(await invocation), ...(attempt !== undefined && { attempt }) };
      } finally {
        running.delete(invocation);
      }
    },

    async update(next) {
      const update = replace(next);
      updated = update.catch(() => undefined);
      await update;
    },

    async stop() {
      accepting = false;
      await Promise.allSettled(running);
      await Promise.all([...environments.keys()].map((environment) => environment.stop()));
    },
  };
}
