import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import * as z from 'zod';

/** An image for a contestant: as an object of S3, with its event, and as a file. */
export interface BenchRequest {
  bucket: string;
  key: string;
  file: string;
  /** The event by which S3 reports the object. */
  event: unknown;
  pillowFormat: string | undefined;
}

/** A process that handles one request at a time. */
export interface Worker<Request = BenchRequest> {
  readonly pid: number;
  /** Milliseconds from its start until it could take a request. */
  readonly startMs: number;
  /**
   * Returns the milliseconds that a request took, as the process measured them.
   * @throws {Error} when the process has failed, with what it printed
   */
  run(request: Request): Promise<number>;
  stop(): Promise<void>;
}

const Answer = z.union([z.object({ ready: z.literal(true) }), z.object({ ms: z.number() })]);
const maxErrorCharacters = 2000;

/**
 * Starts a process that speaks the protocol of answer-requests.mjs, and waits until it is ready.
 * @throws {Error} when it cannot start, with what it printed
 */
export async function startWorker<Request = BenchRequest>(
  [program = '', ...args]: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Worker<Request>> {
  const start = performance.now();
  const child = spawn(program, args, { env, stdio: ['pipe', 'ignore', 'pipe', 'pipe'] });
  const answers = answersOf(child, [program, ...args].join(' '));
  await answers();
  const startMs = performance.now() - start;
  return {
    pid: child.pid ?? 0,
    startMs,
    async run(request) {
      child.stdin?.write(`${JSON.stringify(request)}\n`);
      const answer = await answers();
      if ('ms' in answer) return answer.ms;
      throw new Error(`${program} answered a request with ${JSON.stringify(answer)}.`);
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.stdin?.end();
      await ended;
    },
  };
}

/** Returns a function that waits for the next answer of a process, or throws when it has ended instead. */
function answersOf(child: ChildProcess, name: string): () => Promise<z.infer<typeof Answer>> {
  let errors = '';
  child.stderr?.on('data', (data) => {
    errors = `${errors}${data}`.slice(-maxErrorCharacters);
  });
  const ended = new Promise<never>((_, reject) => {
    child.once('error', (error) => reject(new Error(`${name} cannot start: ${error.message}`, { cause: error })));
    child.once('close', (code) => reject(new Error(`${name} ended with ${code}.\n${errors}`)));
  });
  // A process that is stopped ends while nobody waits for its answers.
  ended.catch(() => undefined);
  const lines = createInterface({ input: child.stdio[3] as Readable })[Symbol.asyncIterator]();
  return async () => {
    const { value } = await Promise.race([lines.next(), ended]);
    return value === undefined ? ended : Answer.parse(JSON.parse(value));
  };
}
