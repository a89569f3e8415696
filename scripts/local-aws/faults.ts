import type { ChildProcess } from 'node:child_process';
import type { RequestHandler } from './http/http-endpoint.ts';

/** Points at which a caller can inject faults that the real AWS shows by itself. */
export interface Faults {
  /** Wraps the handler of S3's requests. */
  s3: (handler: RequestHandler) => RequestHandler;
  /** Calls `deliver` at once, later, or more than once. */
  notification: (deliver: () => void) => void;
  /** Called with the function's process when an invocation begins. */
  invocation: (process: ChildProcess) => void;
}

/** Injects nothing. */
export const noFaults: Faults = {
  s3: (handler) => handler,
  notification: (deliver) => deliver(),
  invocation: () => {},
};
