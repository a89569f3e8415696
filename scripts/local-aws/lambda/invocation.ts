import * as z from 'zod';

/** Lambda's answer to a failed invocation, in place of a payload. Only errors that the function reports have a `trace`. */
export const FunctionError = z.looseObject({
  errorType: z.string(),
  errorMessage: z.string(),
  trace: z.array(z.string()).optional(),
});
export type FunctionError = z.infer<typeof FunctionError>;

/** The result of one invocation: a payload or an error. */
export interface Invocation {
  requestId: string;
  /** The value that the handler returned; `null` when it returned nothing. */
  payload?: unknown;
  error?: FunctionError;
  /** Milliseconds from the delivery of the event to the answer; 0 when the function could not be initialized. */
  durationMs: number;
  /** Milliseconds that the execution environment took to start. Only its first invocation has this. */
  initMs?: number;
  /** The number of the attempt at an asynchronous event, from 1. */
  attempt?: number;
}
