import type { ChildProcess } from 'node:child_process';
import type { RequestHandler } from './http/http-endpoint.ts';

/** Where trouble can be made for what runs on the local AWS, of the kinds that come by themselves in the real one. */
export interface Faults {
  /** Stands before S3. */
  s3: (handler: RequestHandler) => RequestHandler;
  /** Delivers a notification: at once, late, or more than once. */
  notification: (deliver: () => void) => void;
  /** Is given the function's process when it begins with an invocation. */
  invocation: (process: ChildProcess) => void;
}

/** No trouble. */
export const noFaults: Faults = {
  s3: (handler) => handler,
  notification: (deliver) => deliver(),
  invocation: () => {},
};
