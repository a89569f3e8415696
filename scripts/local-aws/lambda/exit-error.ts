import type { FunctionError } from './invocation.ts';

/** Lambda names signals as Go does. */
const signalNames: Partial<Record<NodeJS.Signals, string>> = {
  SIGABRT: 'aborted',
  SIGBUS: 'bus error',
  SIGKILL: 'killed',
  SIGSEGV: 'segmentation fault',
  SIGTERM: 'terminated',
};

/**
 * Returns Lambda's error for a function's process that ended by itself. SIGKILL then means that it used too much memory.
 * Lambda has a type of its own for that, which https://github.com/aws/aws-lambda-runtime-interface-emulator lists; the
 * message is the one that older logs show under `Runtime.ExitError`.
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
