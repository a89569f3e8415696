import { setMaxListeners } from 'node:events';

/** The moment at which an invocation ends by itself, because Lambda would kill it soon after. */
export interface Deadline {
  /** Returns the milliseconds until then, and zero after it. */
  leftMs(): number;
  /** Aborts at that moment. */
  readonly signal: AbortSignal;
}

/** Creates a deadline so many milliseconds from now. */
export function deadlineIn(ms: number): Deadline {
  const end = performance.now() + ms;
  const signal = AbortSignal.timeout(Math.max(0, Math.floor(ms)));
  // Each pending call of S3 listens, and there are as many as variants. Node.js warns about more than ten.
  setMaxListeners(0, signal);
  return { leftMs: () => Math.max(0, end - performance.now()), signal };
}
