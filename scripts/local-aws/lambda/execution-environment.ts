import { type ChildProcess, spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { environmentVariables } from './environment-variables.ts';
import { exitError } from './exit-error.ts';
import type { FunctionConfiguration } from './function-configuration.ts';
import type { FunctionError, Invocation } from './invocation.ts';
import { openRuntimeApi, type RuntimeMessage } from './runtime-api.ts';

/** package.json names the file, because this code may run from a bundle elsewhere. */
const runtimeClient = fileURLToPath(import.meta.resolve('#runtime-client'));
/** https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html#runtimes-lifecycle-ib */
const initSeconds = 10;
/** 6 MB and a little for its envelope: the number in Lambda's own message. */
const maximumResponseBytes = 6_291_556;
/** How long a process that was told to end may take, before it is killed. */
const graceMs = 500;

type Answer = Pick<Invocation, 'payload' | 'error'>;
/** Why the process ended, in the words for the invocation that it ended. */
type CauseOfDeath = (requestId: string) => FunctionError;

/**
 * One process with the function's code, and the Runtime API that it asks for its invocations, one at a time. It may die of a
 * timeout, an exit or too much memory, and then stays dead: the next invocation needs another one.
 */
export class ExecutionEnvironment {
  readonly #configuration: FunctionConfiguration;
  readonly #onInvocation: (process: ChildProcess) => void;
  readonly #process: Promise<ChildProcess>;
  /** Emits `change` when the process has come to wait for an invocation, and when it has ended. */
  readonly #state = new EventEmitter();
  readonly #startedAt = performance.now();
  #initMs: number | undefined;
  #deliver: Extract<RuntimeMessage, { kind: 'next' }>['deliver'] | undefined;
  /** The invocation that runs, or ran last. */
  #latest: { requestId: string; settle: (answer: Answer) => void } | undefined;
  #timeout: NodeJS.Timeout | undefined;
  /** Known before the process has ended, when it was killed or has reported why it must end. */
  #verdict: CauseOfDeath | undefined;
  #causeOfDeath: CauseOfDeath | undefined;

  /**
   * @param onLog is given every line that the process writes
   * @param onInvocation is given the process when it begins with an invocation
   */
  constructor(
    configuration: FunctionConfiguration,
    onLog: (line: string) => void,
    onInvocation: (process: ChildProcess) => void = () => {},
  ) {
    this.#configuration = configuration;
    this.#onInvocation = onInvocation;
    this.#process = this.#start(onLog);
  }

  /** Whether the process has ended. */
  get dead(): boolean {
    return this.#causeOfDeath !== undefined;
  }

  /** Resolves when the process waits for an invocation: with nothing, or with an error when it has ended instead. */
  async ready(requestId: string): Promise<FunctionError | undefined> {
    if (!this.#deliver && !this.#causeOfDeath) await once(this.#state, 'change');
    return this.#causeOfDeath?.(requestId);
  }

  /** Hands the event (JSON) to the function as soon as the process is ready. Resolves with the outcome, also of a failure. */
  async invoke(requestId: string, event: string): Promise<Invocation> {
    const error = await this.ready(requestId);
    const deliver = this.#deliver;
    if (error || !deliver) return { requestId, ...(error && { error }), durationMs: 0 };
    const { arn, timeoutSeconds } = this.#configuration;
    const initMs = this.#initMs;
    this.#initMs = undefined;
    this.#deliver = undefined;
    const deliveredAt = performance.now();
    this.#killAfter(timeoutSeconds, 'Task');
    this.#onInvocation(await this.#process);
    const answer = await new Promise<Answer>((settle) => {
      this.#latest = { requestId, settle };
      deliver(event, {
        'content-type': 'application/json',
        'lambda-runtime-aws-request-id': requestId,
        'lambda-runtime-deadline-ms': String(Date.now() + timeoutSeconds * 1000),
        'lambda-runtime-invoked-function-arn': arn,
      });
    });
    return {
      requestId,
      ...answer,
      durationMs: performance.now() - deliveredAt,
      ...(initMs !== undefined && { initMs }),
    };
  }

  /** Ends the process, and with it an invocation that still runs. Resolves when it is gone. */
  async stop(): Promise<void> {
    const child = await this.#process;
    child.kill('SIGTERM');
    const grace = setTimeout(() => child.kill('SIGKILL'), graceMs);
    while (!this.dead) await once(this.#state, 'change');
    clearTimeout(grace);
  }

  async #start(onLog: (line: string) => void): Promise<ChildProcess> {
    const runtimeApi = await openRuntimeApi((message) => this.#hear(message));
    const { memoryMegabytes, taskRoot } = this.#configuration;
    // Left to itself, V8's heap would grow with the laptop's memory. A tenth is for what lies outside of the heap.
    const heapLimit = `--max-old-space-size=${Math.floor(memoryMegabytes * 0.9)}`;
    const child = spawn(process.execPath, [heapLimit, runtimeClient], {
      cwd: taskRoot,
      env: environmentVariables(this.#configuration, runtimeApi.address),
    });
    const end = (cause: CauseOfDeath) => {
      runtimeApi.close();
      this.#end(this.#verdict ?? cause);
    };
    child.once('exit', (status, signal) => end((requestId) => exitError(requestId, status, signal)));
    child.once('error', ({ message }) =>
      end(() => ({ errorType: 'Runtime.InvalidEntrypoint', errorMessage: `No process in ${taskRoot}: ${message}` })),
    );
    createInterface(child.stdout).on('line', onLog);
    createInterface(child.stderr).on('line', onLog);
    this.#killAfter(initSeconds, 'Init');
    return child;
  }

  #hear(message: RuntimeMessage): void {
    if (message.kind === 'next') {
      // Only now, not at the answer: a handler may go on after it.
      clearTimeout(this.#timeout);
      if (!this.#latest) this.#initMs = performance.now() - this.#startedAt;
      this.#deliver = message.deliver;
      this.#state.emit('change');
    } else if (message.kind === 'error' && message.requestId === undefined) {
      this.#verdict = () => message.error;
    } else if (message.requestId === this.#latest?.requestId) {
      this.#latest?.settle(message.kind === 'error' ? { error: message.error } : responseAnswer(message.body));
    }
  }

  #killAfter(seconds: number, what: 'Init' | 'Task'): void {
    this.#timeout = setTimeout(async () => {
      this.#verdict = (requestId) => ({
        errorType: 'Sandbox.Timedout',
        errorMessage: `RequestId: ${requestId} Error: ${what} timed out after ${seconds.toFixed(2)} seconds`,
      });
      (await this.#process).kill('SIGKILL');
    }, seconds * 1000);
  }

  #end(cause: CauseOfDeath): void {
    clearTimeout(this.#timeout);
    this.#causeOfDeath = cause;
    if (this.#latest) this.#latest.settle({ error: cause(this.#latest.requestId) });
    this.#state.emit('change');
  }
}

function responseAnswer(body: string): Answer {
  if (Buffer.byteLength(body) <= maximumResponseBytes) return { payload: JSON.parse(body) };
  const errorMessage = `Response payload size exceeded maximum allowed payload size (${maximumResponseBytes} bytes).`;
  return { error: { errorType: 'Function.ResponseSizeTooLarge', errorMessage } };
}
