import { setMaxListeners } from 'node:events';

/** The moment at which an invocation comes to an end by itself, since soon after it Lambda would kill it. */
export interface Deadline {
  /** Milliseconds until then; none are left after it. */
  leftMs(): number;
  /** Aborts at that moment. */
  readonly signal: AbortSignal;
}

/** A deadline so many milliseconds from now. */
export function deadlineIn(ms: number): Deadline {
  const end = performance.now() + ms;
  const signal = AbortSignal.timeout(Math.max(0, Math.floor(ms)));
  // One for each call of S3 that is under way, of which there are as many as variants: Node.js warns of more than ten.
  setMaxListeners(0, signal);
  return { leftMs: () => Math.max(0, end - performance.now()), signal };
}
