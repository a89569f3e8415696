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
const initTimeoutSeconds = 10;
/** 6 MB and a little for the envelope, as Lambda's own message says. */
const maxResponseBytes = 6_291_556;
/** The time that a process has to end by itself before it is killed. */
const graceMs = 500;

type Answer = Pick<Invocation, 'payload' | 'error'>;
/** Explains the end of the process to the invocation that was running. */
type EndReason = (requestId: string) => FunctionError;

/**
 * One process with the function's code, and the Runtime API that serves it one invocation at a time. A timeout, an exit or
 * too much memory ends the process, and the next invocation then needs another environment.
 */
export class ExecutionEnvironment {
  readonly #configuration: FunctionConfiguration;
  readonly #onInvocation: (process: ChildProcess) => void;
  readonly #process: Promise<ChildProcess>;
  /** Emits `change` when the process is ready for an invocation, and when it has ended. */
  readonly #state = new EventEmitter();
  readonly #startedAt = performance.now();
  #initMs: number | undefined;
  #deliver: Extract<RuntimeMessage, { kind: 'next' }>['deliver'] | undefined;
  /** The running invocation, or else the last one. */
  #latest: { requestId: string; settle: (answer: Answer) => void } | undefined;
  #timeout: NodeJS.Timeout | undefined;
  /** Why the process is about to end: set when it is killed, or has reported an error of its initialization. */
  #pendingReason: EndReason | undefined;
  /** Why the process has ended. */
  #endReason: EndReason | undefined;

  /**
   * @param onLog called with every line that the process writes
   * @param onInvocation called with the process when an invocation begins
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
  get hasEnded(): boolean {
    return this.#endReason !== undefined;
  }

  /** Resolves when the process is ready for an invocation, or with an error when it has ended instead. */
  async ready(requestId: string): Promise<FunctionError | undefined> {
    if (!this.#deliver && !this.#endReason) await once(this.#state, 'change');
    return this.#endReason?.(requestId);
  }

  /** Delivers the event (JSON) once the process is ready. An error of the function is part of the result. */
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

  /** Ends the process and any running invocation. Resolves when the process has ended. */
  async stop(): Promise<void> {
    const child = await this.#process;
    child.kill('SIGTERM');
    const grace = setTimeout(() => child.kill('SIGKILL'), graceMs);
    while (!this.hasEnded) await once(this.#state, 'change');
    clearTimeout(grace);
  }

  async #start(onLog: (line: string) => void): Promise<ChildProcess> {
    const runtimeApi = await openRuntimeApi((message) => this.#receive(message));
    const { memoryMegabytes, taskRoot, inspectPort } = this.#configuration;
    // By default V8's heap grows with the machine's memory. A tenth of the function's memory is left for what is not on the
    // heap.
    const heapLimit = `--max-old-space-size=${Math.floor(memoryMegabytes * 0.9)}`;
    const inspect = inspectPort === undefined ? [] : [`--inspect=127.0.0.1:${inspectPort}`];
    const child = spawn(process.execPath, [heapLimit, ...inspect, runtimeClient], {
      cwd: taskRoot,
      env: environmentVariables(this.#configuration, runtimeApi.address),
    });
    const end = (reason: EndReason) => {
      runtimeApi.close();
      this.#end(this.#pendingReason ?? reason);
    };
    child.once('exit', (status, signal) => end((requestId) => exitError(requestId, status, signal)));
    child.once('error', ({ message }) =>
      end(() => ({ errorType: 'Runtime.InvalidEntrypoint', errorMessage: `No process in ${taskRoot}: ${message}` })),
    );
    createInterface(child.stdout).on('line', onLog);
    createInterface(child.stderr).on('line', onLog);
    this.#killAfter(initTimeoutSeconds, 'Init');
    return child;
  }

  #receive(message: RuntimeMessage): void {
    if (message.kind === 'next') {
      // The timeout ends here rather than with the answer, since a handler may continue after it.
      clearTimeout(this.#timeout);
      if (!this.#latest) this.#initMs = performance.now() - this.#startedAt;
      this.#deliver = message.deliver;
      this.#state.emit('change');
    } else if (message.kind === 'error' && message.requestId === undefined) {
      this.#pendingReason = () => message.error;
    } else if (message.requestId === this.#latest?.requestId) {
      this.#latest?.settle(message.kind === 'error' ? { error: message.error } : responseAnswer(message.body));
    }
  }

  #killAfter(seconds: number, phase: 'Init' | 'Task'): void {
    if (this.#configuration.inspectPort !== undefined) return;
    this.#timeout = setTimeout(async () => {
      this.#pendingReason = (requestId) => ({
        errorType: 'Sandbox.Timedout',
        errorMessage: `RequestId: ${requestId} Error: ${phase} timed out after ${seconds.toFixed(2)} seconds`,
      });
      (await this.#process).kill('SIGKILL');
    }, seconds * 1000);
  }

  #end(reason: EndReason): void {
    clearTimeout(this.#timeout);
    this.#endReason = reason;
    if (this.#latest) this.#latest.settle({ error: reason(this.#latest.requestId) });
    this.#state.emit('change');
  }
}

function responseAnswer(body: string): Answer {
  if (Buffer.byteLength(body) <= maxResponseBytes) return { payload: JSON.parse(body) };
  const errorMessage = `Response payload size exceeded maximum allowed payload size (${maxResponseBytes} bytes).`;
  return { error: { errorType: 'Function.ResponseSizeTooLarge', errorMessage } };
}
