import * as z from 'zod';

/** What Lambda answers in place of a payload when an invocation failed; `trace` only when the function itself reported it. */
export const FunctionError = z.looseObject({
  errorType: z.string(),
  errorMessage: z.string(),
  trace: z.array(z.string()).optional(),
});
export type FunctionError = z.infer<typeof FunctionError>;

/** The outcome of one invocation of the function: its payload, or else its error. */
export interface Invocation {
  requestId: string;
  /** What the handler returned; `null` when that was nothing. */
  payload?: unknown;
  error?: FunctionError;
  /** Milliseconds from handing over the event to the answer; 0 when the function could not be initialized. */
  durationMs: number;
  /** Milliseconds that the execution environment took to start, when this was its first invocation. */
  initMs?: number;
  /** Which attempt at an asynchronous event this was, from 1. */
  attempt?: number;
}
