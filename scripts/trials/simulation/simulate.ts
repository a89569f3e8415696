import { type Environments, openEnvironments, type ScalingRate } from './environments.ts';
import { EventHeap } from './event-heap.ts';

/** Uploads that come evenly, and the function that makes their thumbnails. Times are in milliseconds. */
export interface Scenario {
  uploads: number;
  uploadsPerSecond: number;
  /** From an upload until its event is in the function's queue. */
  notificationMs: number;
  /** The time in a warm environment. */
  invocationMs: number;
  /** The additional time of the first invocation of an environment. */
  coldStartMs: number;
  /** The maximum number of invocations at a time. */
  concurrency: number;
  /** Undefined for environments that start as fast as they are needed. */
  scaling: ScalingRate | undefined;
  /**
   * How an event waits that cannot be invoked: `backoff` tries again after growing pauses, as Lambda does; `in line` is invoked as
   * soon as an environment is free, as the local AWS does.
   */
  waiting: 'backoff' | 'in line';
  /** The pause before each further attempt of an event whose invocation has failed. */
  retryDelaysMs: readonly number[];
  maxEventAgeMs: number;
  /** Called for each invocation in the order of their ends, and returns whether it has failed. */
  fails: () => boolean;
}

/** How an event has ended, as Lambda's invocation records name it. */
export type Condition = 'Success' | 'RetriesExhausted' | 'EventAgeExceeded';

/** The end of an event. */
export interface EventEnd {
  /** The number of the upload, from 0. */
  upload: number;
  condition: Condition;
  /** How often the function was invoked with it. */
  invocations: number;
  /** Milliseconds since the upload. */
  ms: number;
}

export interface Simulated {
  /** Events that had to wait because no environment was free or could be started. */
  throttledUploads: number;
  /** All attempts that ended with that. */
  throttles: number;
  maxConcurrency: number;
  coldStarts: number;
  /** Milliseconds from the first upload to the end of the last event. */
  endMs: number;
}

/** The first and the longest pause of an event that waits for an environment, which doubles in between. */
const backoffMs = { first: 1000, max: 300_000 };

/**
 * Simulates Lambda's queue of asynchronous events, one event after another.
 *
 * Lambda retries a function's error after one and two more minutes. An event that is throttled returns to the queue, and is tried
 * again after 1 second, then after pauses that grow exponentially up to 5 minutes, until it is too old. When the queue is long, Lambda
 * also reads it more slowly, by a rule that AWS does not publish; this simulation does not.
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
 */
export function simulate(scenario: Scenario, onEnd: (end: EventEnd) => void): Simulated {
  return new Simulation(scenario, onEnd).run();
}

class Simulation {
  readonly #scenario: Scenario;
  readonly #onEnd: (end: EventEnd) => void;
  readonly #environments: Environments;
  /** Each event is its upload's number twice, plus one when its invocation ends. */
  readonly #heap = new EventHeap();
  readonly #failures: Uint8Array;
  readonly #throttles: Uint16Array;
  /** Events that wait in line, from `#lineStart` on. */
  readonly #line: number[] = [];
  #lineStart = 0;
  #arrived = 0;
  #allThrottles = 0;
  #throttledUploads = 0;
  #now = 0;
  #endMs = 0;

  constructor(scenario: Scenario, onEnd: (end: EventEnd) => void) {
    this.#scenario = scenario;
    this.#onEnd = onEnd;
    this.#environments = openEnvironments(scenario);
    this.#failures = new Uint8Array(scenario.uploads);
    this.#throttles = new Uint16Array(scenario.uploads);
  }

  run(): Simulated {
    for (;;) {
      const arrival =
        this.#arrived < this.#scenario.uploads ? this.#enqueuedAt(this.#arrived) : Number.POSITIVE_INFINITY;
      this.#now = Math.min(arrival, this.#heap.nextTime);
      if (this.#now === Number.POSITIVE_INFINITY) break;
      if (arrival <= this.#heap.nextTime) {
        this.#attempt(this.#arrived);
        this.#arrived += 1;
        continue;
      }
      const event = this.#heap.pop();
      const upload = Math.floor(event / 2);
      if (event % 2 === 0) this.#attempt(upload);
      else this.#endInvocation(upload);
    }
    const { maxRunning, started } = this.#environments;
    return {
      throttledUploads: this.#throttledUploads,
      throttles: this.#allThrottles,
      maxConcurrency: maxRunning,
      coldStarts: started,
      endMs: this.#endMs,
    };
  }

  #uploadedAt(upload: number): number {
    return (upload / this.#scenario.uploadsPerSecond) * 1000;
  }

  #enqueuedAt(upload: number): number {
    return this.#uploadedAt(upload) + this.#scenario.notificationMs;
  }

  /** Returns whether the event is too old, and has ended. */
  #attempt(upload: number): boolean {
    if (this.#now - this.#enqueuedAt(upload) > this.#scenario.maxEventAgeMs) {
      this.#end(upload, 'EventAgeExceeded');
      return true;
    }
    const durationMs = this.#environments.acquire(this.#now);
    if (durationMs === undefined) this.#wait(upload);
    else this.#heap.push(this.#now + durationMs, upload * 2 + 1);
    return false;
  }

  #wait(upload: number): void {
    const earlier = this.#throttles[upload] ?? 0;
    this.#throttles[upload] = earlier + 1;
    this.#allThrottles += 1;
    if (earlier === 0) this.#throttledUploads += 1;
    if (this.#scenario.waiting === 'in line') this.#line.push(upload);
    else this.#heap.push(this.#now + Math.min(backoffMs.max, backoffMs.first * 2 ** earlier), upload * 2);
  }

  #endInvocation(upload: number): void {
    this.#environments.release();
    if (this.#scenario.fails()) this.#retry(upload);
    else this.#end(upload, 'Success');
    this.#attemptNextInLine();
  }

  /** An event that is too old leaves the environment to the one behind it. */
  #attemptNextInLine(): void {
    let hasEnded = true;
    while (hasEnded) {
      const next = this.#line[this.#lineStart];
      if (next === undefined) return;
      this.#lineStart += 1;
      hasEnded = this.#attempt(next);
    }
  }

  #retry(upload: number): void {
    const failures = (this.#failures[upload] ?? 0) + 1;
    this.#failures[upload] = failures;
    const delayMs = this.#scenario.retryDelaysMs[failures - 1];
    if (delayMs === undefined) this.#end(upload, 'RetriesExhausted');
    else this.#heap.push(this.#now + delayMs, upload * 2);
  }

  #end(upload: number, condition: Condition): void {
    this.#endMs = this.#now;
    const invocations = (this.#failures[upload] ?? 0) + (condition === 'Success' ? 1 : 0);
    this.#onEnd({ upload, condition, invocations, ms: this.#now - this.#uploadedAt(upload) });
  }
}
