import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
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
  const { configuration, concurrency, onLog, onInvocation } = options;
  const acquire = createSemaphore(concurrency);
  const environments = new Set<ExecutionEnvironment>();
  const idle: ExecutionEnvironment[] = [];
  const running = new Set<Promise<Invocation>>();
  let accepting = true;

  function start(): ExecutionEnvironment {
    const environment = new ExecutionEnvironment(configuration, onLog, onInvocation);
    environments.add(environment);
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
    else idle.push(environment);
    release();
    return error;
  }

  async function run(requestId: string, event: string): Promise<Invocation> {
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

  const stopped = () => new Error(`The function ${configuration.name} was stopped before it handled the event.`);

  return {
    async prepare(count) {
      const missing = Math.max(0, Math.min(count, concurrency) - environments.size);
      await Promise.all(
        Array.from({ length: missing }, async () => {
          const error = await giveBack(start(), await acquire());
          if (error) throw new Error(`${configuration.name} cannot start: ${error.errorType}: ${error.errorMessage}`);
        }),
      );
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

    async stop() {
      accepting = false;
      await Promise.allSettled(running);
      await Promise.all([...environments].map((environment) => environment.stop()));
    },
  };
}
