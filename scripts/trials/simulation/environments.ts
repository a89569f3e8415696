/**
 * How fast a function gets more environments: as many as `burst` at once, and then so many more each second.
 * https://docs.aws.amazon.com/lambda/latest/dg/scaling-behavior.html
 */
export interface ScalingRate {
  burst: number;
  perSecond: number;
}

/** The environments of a function. Between invocations they are idle, and ready for the next. */
export interface Environments {
  /**
   * Takes an idle environment, or starts one. Returns how long the invocation takes in milliseconds, or undefined when it is
   * throttled.
   *
   * @param now milliseconds, never less than in an earlier call
   */
  acquire(now: number): number | undefined;
  release(): void;
  readonly maxRunning: number;
  readonly started: number;
}

/** @param options times are in milliseconds */
export function openEnvironments(options: {
  concurrency: number;
  invocationMs: number;
  coldStartMs: number;
  scaling: ScalingRate | undefined;
}): Environments {
  const { concurrency, invocationMs, coldStartMs, scaling } = options;
  let [running, idle, started, maxRunning] = [0, 0, 0, 0];
  /** How many environments may be started at once. What is not used is not saved up. */
  let allowance = scaling?.burst ?? Number.POSITIVE_INFINITY;
  let allowedAt = 0;

  function start(now: number): boolean {
    if (scaling) {
      allowance = Math.min(scaling.burst, allowance + ((now - allowedAt) / 1000) * scaling.perSecond);
      allowedAt = now;
    }
    if (allowance < 1) return false;
    allowance -= 1;
    started += 1;
    return true;
  }

  return {
    acquire(now) {
      if (running >= concurrency) return undefined;
      const isWarm = idle > 0;
      if (isWarm) idle -= 1;
      else if (!start(now)) return undefined;
      running += 1;
      maxRunning = Math.max(maxRunning, running);
      return isWarm ? invocationMs : coldStartMs + invocationMs;
    },
    release() {
      running -= 1;
      idle += 1;
    },
    get maxRunning() {
      return maxRunning;
    },
    get started() {
      return started;
    },
  };
}
