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
  return {
    leftMs: () => Math.max(0, end - performance.now()),
    signal: AbortSignal.timeout(Math.max(0, Math.floor(ms))),
  };
}
