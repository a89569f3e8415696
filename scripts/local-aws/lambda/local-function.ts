import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { ExecutionEnvironment } from './execution-environment.ts';
import type { FunctionConfiguration } from './function-configuration.ts';
import type { FunctionError, Invocation } from './invocation.ts';
import { createSemaphore } from './semaphore.ts';

export interface LocalFunction {
  /**
   * Starts environments ahead of the first invocation, until there are `count`, or as many as may run at once.
   * @throws Error when one cannot start, with the error of its initialization
   */
  prepare(count: number): Promise<void>;
  /**
   * Runs the function with an event, after a wait while as many run as may. A function that fails is no exception, but an
   * `error` of the result.
   * @throws Error when the function was stopped before it had dealt with the event: that is no outcome of the event
   */
  invoke(payload: unknown, options?: { requestId?: string; attempt?: number }): Promise<Invocation>;
  /** Refuses further invocations, lets running ones come to their end, and ends all processes. */
  stop(): Promise<void>;
}

/**
 * A function that keeps its execution environments for later invocations, as Lambda does.
 *
 * @param options.concurrency how many environments there are at most: the function's reserved concurrency
 * @param options.onLog is given every line that the function writes
 * @param options.onInvocation is given the process of each invocation that begins
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

  function warm(): ExecutionEnvironment | undefined {
    const environment = idle.pop();
    if (!environment?.dead) return environment;
    environments.delete(environment);
    return warm();
  }

  /** Waits until an environment can be had again: a handler may go on after its answer, and its process die of that. */
  async function release(environment: ExecutionEnvironment, endTurn: () => void): Promise<FunctionError | undefined> {
    const error = await environment.ready('none');
    if (error) environments.delete(environment);
    else idle.push(environment);
    endTurn();
    return error;
  }

  async function run(requestId: string, event: string): Promise<Invocation> {
    const endTurn = await acquire();
    if (!accepting) {
      endTurn();
      throw stopped();
    }
    const environment = warm() ?? start();
    const invocation = await environment.invoke(requestId, event);
    await release(environment, endTurn);
    return invocation;
  }

  const stopped = () => new Error(`The function ${configuration.name} was stopped before it had dealt with the event.`);

  return {
    async prepare(count) {
      const missing = Math.max(0, Math.min(count, concurrency) - environments.size);
      await Promise.all(
        Array.from({ length: missing }, async () => {
          const endTurn = await acquire();
          const error = await release(start(), endTurn);
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
