import type { FunctionError } from './invocation.ts';

/** Signals as Lambda names them, which is as Go does. */
const signalNames: Partial<Record<NodeJS.Signals, string>> = {
  SIGABRT: 'aborted',
  SIGBUS: 'bus error',
  SIGKILL: 'killed',
  SIGSEGV: 'segmentation fault',
  SIGTERM: 'terminated',
};

/**
 * What Lambda says of a function's process that ended by itself. SIGKILL, then, is for too much memory, which Lambda gives a type
 * of its own: it is among the error types of https://github.com/aws/aws-lambda-runtime-interface-emulator, and has the message
 * that older logs show under `Runtime.ExitError`.
 */
export function exitError(requestId: string, status: number | null, signal: NodeJS.Signals | null): FunctionError {
  let reason = ' without providing a reason';
  if (signal) reason = ` with error: signal: ${signalNames[signal] ?? signal}`;
  else if (status) reason = ` with error: exit status ${status}`;
  return {
    errorType: signal === 'SIGKILL' ? 'Runtime.OutOfMemory' : 'Runtime.ExitError',
    errorMessage: `RequestId: ${requestId} Error: Runtime exited${reason}`,
  };
}
